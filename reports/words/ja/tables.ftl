# 出力の表と列の意味
table-incidents = 1行が1件のインシデント（シナリオ・対策セット・パラメータ抽選・反復の組）。
table-summary = 1行がシナリオ・対策セット・指標の組。平均、ばらつき、区間。
table-differences = 1行がシナリオ・対策セット・指標の組。基準との対応のある差。
table-costs = 1行が対策セットと対策の組。この都市での費用とその幅。
table-spread = 侵害・汚染・隔離されたアセット数の時間推移。分類別、分位点の帯つき。
table-names = 他の表に出てくるIDの名称（日英）。
table-survival = 遅れごとに、各時刻までにその出来事が起きたインシデントの割合。
table-delays = 遅れごとの終わり方（全インシデント）と、期間の終わりまでで区切った平均。
table-exceedance = 値ごとに、その値以上になったインシデントの割合。
table-worst = 代表となるインシデント。"yagura run" で再現できる。
table-services = 1行がシナリオ・対策セット・サービスの組。インシデント1件あたりの損失。
table-organisations = 1行がシナリオ・対策セット・組織の組。インシデント1件あたりの影響と負担。
table-parameters = 実行したシナリオが使うパラメータと効果の大きさのすべて。幅と出典つき。
table-draws = 各パラメータ抽選での、不確かなパラメータの値。
table-draw-results = 各パラメータ抽選の中での主指標。
table-sensitivity = 主指標または順位を最も大きく動かすパラメータ。
table-traceability = 対策要件から、リスク、シナリオ、攻撃手法を経て、効果とその根拠まで。
table-checklist = 1行が対策セットとガイドラインの対策要件の組。実施の有無、場所、責任者。
table-knock-out = 対策セットから対策を一つ外したときに失われるもの。
table-tree = 基準の対策セットでの代表的な1件について、どこからどこへ侵害が広がったか。
table-value = 対策セットの追加費用に見合うためには、そのシナリオがどれだけの頻度で起きる必要があるか。

column-city = 都市のID。
column-scenario = シナリオのID。
column-control-set = 対策セットのID。コマンドラインで変更したものはその式。
column-baseline = 比較の基準とする対策セットのID。
column-parameter-draw = パラメータ抽選の番号（0から）。一つの抽選は不確かなパラメータをすべて定め、どの対策セットでも同じ値になる。
column-replication = 抽選の中での反復の番号（0から）。反復では偶然だけが変わる。
column-measure = 指標のキー。意味は "yagura explain キー" で読める。
column-unit = その行の数値の単位。
column-mean = 値のあるインシデントでの平均。
column-median = 中央値。
column-p5 = 5パーセンタイル。
column-p25 = 25パーセンタイル。
column-p75 = 75パーセンタイル。
column-p95 = 95パーセンタイル。
column-interval-low = 95%区間の下端。
column-interval-high = 95%区間の上端。
column-interval-kind = 区間の作り方。クラスター区間ではパラメータ抽選を独立の単位とみなす。

column-summary-n = 値のあるインシデントの数。
column-summary-sd = インシデント間の標準偏差。
column-summary-n-missing = 値のないインシデントの数。指標が当てはまらないか、期間の終わりで打ち切られたもの。
column-summary-n-nonzero = 値が0でないインシデントの数。

column-summary-zero-event-bound = 0しか見られなかった場合の、1件あたりの確率の95%上限。パラメータ抽選だけを独立の証拠とみなす。

column-differences-n = 両方の対策セットに値があるインシデントの組の数。
column-differences-n-discordant = 二つの値が異なる組の数。
column-differences-difference = 対策セットから基準を引いた値の、組にわたる平均。
column-differences-rank-stability = その対策セットが本当に優れている確率の、パラメータ抽選にわたる平均。抽選内の雑音は取り除いてある。
column-differences-verdict = better（優れる）、worse（劣る）、not distinguished（区別できない）、no verdict（判定なし）。シナリオの主指標だけに付き、他は空欄。
column-differences-primary = シナリオを判定する主指標なら1。
column-differences-mean = 同じ組での、対策セットの平均。
column-differences-baseline-mean = 同じ組での、基準の平均。
column-differences-p-value = 差の両側p値。主指標のみ。
column-differences-p-adjusted = すべての組とシナリオにわたりHolm法で補正したp値。
column-differences-margin = これより小さい差は実務上問題にしない。
column-differences-to-decide = 決着のつかない行を決めるのに必要な総数：draws=（抽選）、replications=（抽選ごとの反復）、pairs=（組）。パラメータの不確かさが支配的なら parameters= に続けて順位を左右するもののキー。どれだけ増やしても決まらないなら none。

column-costs-control = 対策要件のID。
column-costs-purchase-low-jpy = 導入費（円）、低め。
column-costs-purchase-mode-jpy = 導入費（円）、最もありそうな値。
column-costs-purchase-high-jpy = 導入費（円）、高め。
column-costs-yearly-low-jpy = 年間の運用費（円）、低め。
column-costs-yearly-mode-jpy = 年間の運用費（円）、最もありそうな値。
column-costs-yearly-high-jpy = 年間の運用費（円）、高め。
column-costs-staff-low-h = 年間の職員の作業時間、低め。
column-costs-staff-mode-h = 年間の職員の作業時間、最もありそうな値。
column-costs-staff-high-h = 年間の職員の作業時間、高め。
column-costs-five-year-low-jpy = 導入費と5年間の運用費（円、職員の作業時間は含まない）、低め。
column-costs-five-year-mode-jpy = 導入費と5年間の運用費（円、職員の作業時間は含まない）、最もありそうな値。
column-costs-five-year-high-jpy = 導入費と5年間の運用費（円、職員の作業時間は含まない）、高め。
column-costs-source = 費用の出典。
column-costs-claimed-by = 提案書に書かれた費用の場合、その主張者。カタログの費用なら空欄。
column-costs-cost-unit = 数える単位。例：per_site（拠点ごと）。
column-costs-units = その単位がこの都市にいくつあるか。不明、または総額で書かれている場合は空欄。
column-costs-coverage = 守るべきもののうち、このセットが覆う割合。

column-spread-category = アセットの分類（ガイドラインのカテゴリー）、または all（全体）。
column-spread-state = compromised（侵害）、tainted（汚染）、isolated（隔離）。
column-spread-time-h = インシデントの始まりからの時間。
column-spread-n = インシデントの数。

column-summary-median-low = 中央値の95%区間の下端。抽選ごとの中央値の順序統計量による。
column-summary-median-high = 中央値の95%区間の上端。
column-summary-p95-low = 95パーセンタイルの95%区間の下端。作り方は同じ。
column-summary-p95-high = 95パーセンタイルの95%区間の上端。
column-summary-share-of-ignorance = インシデント間の分散のうち、パラメータを知らないことによる割合。残りは偶然。

column-differences-undecided-because = 決着がつかない理由：one_draw（抽選が一つ）、one_replication（反復が一つ）、few_discordant_pairs（異なる組が少ない）、ignorance（パラメータの不確かさ）、within_margin（許容幅の内）、more_replications・more_draws（反復または抽選を増やせば決まる）。
column-differences-undecided-seen = 観察された値：異なる組の数、または一致した世界の割合。
column-differences-undecided-needed = 決着に必要な組、抽選ごとの反復、または抽選の数。

column-names-kind = 何のIDか：city（都市）、scenario（シナリオ）、control_set（対策セット）、control（対策要件）、risk（リスク）、technique（攻撃手法）、service（サービス）、organisation（組織）、category（分類）、parameter（パラメータ）。
column-names-id = ID。
column-name-en = 英語の名称。
column-name-ja = 日本語の名称。
column-names-about-en = 説明（英語）。シナリオなら問い、対策要件なら求める内容。
column-names-about-ja = 説明（日本語）。

column-survival-time-h = 遅れの起点からの時間。
column-survival-n-at-risk = この時刻より前に、その出来事も他の終わりも来ていないインシデントの数。
column-survival-share = この時刻までに出来事が起きたインシデントの割合（Aalen-Johansenの累積発生率。起きないまま終わったものは競合する終わりとする）。

column-delays-n = 遅れの起点に達したインシデントの数。
column-delays-n-happened = その出来事が起きたインシデントの数。
column-delays-n-ended-without = それが起きないまま終わったインシデントの数（誰も気づかないうちに攻撃が終わったもの）。
column-delays-n-censored = 期間の終わりで打ち切られたインシデントの数。
column-delays-restricted-mean-h = 出来事または期間の終わりの早い方までの平均時間。出来事のないまま終わったものは期間の終わりまで数える。
column-delays-horizon-h = シミュレーションの期間（時間）。

column-value = 値（指標の単位）。
column-exceedance-share = この値以上になったインシデントの割合。

column-worst-rank = 何の代表か：worst（最悪）、p99、p95、median（被害のあったものの中央）、near_miss（侵入されたが被害に至らなかったもの）。
column-worst-value = このインシデントでの主指標の値。
column-worst-percentile = この値以下のインシデントの割合（%）。
column-worst-tail-mean = この対策セットで最も悪い1%のインシデントの平均。どの行でも同じ値。

column-service = サービスのID。
column-services-n = インシデント数。どの対策セットでも影響を受けなかったサービスの行はない。
column-services-share-hit = そのサービスに影響したインシデントの割合。
column-services-user-h-lost-attack = 攻撃によって失われた利用者時間の平均（1件あたり）。
column-services-user-h-lost-response = 対応措置によって失われた利用者時間の平均（1件あたり）。
column-services-wrong-decision-h = 偽のデータに基づいて判断していた時間の平均（1件あたり）。
column-services-loss-jpy = 失われた利用者時間による損失の平均（円、1件あたり）。漏えいした記録や調査の費用はどのサービスにも属さない。
column-services-p95-user-h-lost = 1件で失われた利用者時間の95パーセンタイル。

column-organisation = 組織のID。
column-organisations-n = インシデント数。どの対策セットでも関わらなかった組織の行はない。
column-organisations-share-reached = 攻撃者がその組織に達したインシデントの割合。
column-organisations-assets-controlled = 攻撃者の支配下に入ったその組織のアセット数の平均（1件あたり）。
column-organisations-alerts-handled = インシデントと認識される前に監視窓口に届いた本物の警報の平均数（1件あたり）。
column-organisations-analyst-h = 分析者が警報（本物と誤報）に費やした時間の平均（1件あたり）。最初の本物の警報の1週間前から数える。
column-organisations-user-h-lost = その組織が運営するサービスで失われた利用者時間の平均（1件あたり）。

column-key = パラメータのキー、または大きさを表す効果のID。
column-parameters-unit = パラメータの単位。
column-parameters-distribution = 分布。
column-parameters-low = 低めの値。
column-parameters-mode = 最もありそうな値。
column-parameters-high = 高めの値。
column-parameters-parameter-a = 低め・最もありそう・高めの3点で与えられない分布の、第1パラメータ。
column-parameters-parameter-b = その分布の第2パラメータ。
column-parameters-ignorance-share = ばらつきのうち知らないことによる割合。残りはインシデントごとに変わる。
column-source = 出典、または assumption（仮定）。
column-confidence = 出典に基づく確かさ。
column-parameters-used = 実行したシナリオのうち、それを使うものの数。
column-parameters-value-set = --set または提案書によって固定された値。
column-parameters-claimed-by = その値の主張者。

column-draws-value = この抽選での値（そのパラメータの単位）。

column-draw-results-n = 抽選の中で指標に値のあるインシデントの数。
column-draw-results-mean = 抽選の中でのインシデントの平均。
column-draw-results-sd = 抽選の中でのインシデント間の標準偏差。偶然だけによるもの。

column-sensitivity-baseline = 基準の対策セットのID。対策セット単独の結果なら空欄。
column-sensitivity-about = measure：その対策セットでの指標を動かす。ranking：基準との差を動かす。
column-sensitivity-index = 抽選ごとの平均の分散のうち、このパラメータだけで説明できる割合。値の範囲を10に分けて比べ、偶然に説明される分を除く。
column-sensitivity-index-rank = 順位に基づく標準化回帰係数の2乗。挙げたパラメータをまとめて回帰する。
column-sensitivity-slope-low = このパラメータが5パーセンタイル、他が平均のときに回帰から見込まれる結果。
column-sensitivity-slope-high = このパラメータが95パーセンタイルのときの同じ値。
column-sensitivity-break-even = 見込まれる差の符号が変わるパラメータの値。抽選された範囲の内にある場合のみ。
column-sensitivity-rank = 影響の大きさの順位（1から）。
column-sensitivity-p-adjusted = 結果との順位相関のp値。試したパラメータの数でボンフェローニ補正したもの。0.05未満なら際立っている。

column-control = 対策要件のID。
column-traceability-risk = その対策を求めるガイドラインのリスク。実行したシナリオに続かない場合は;で区切って並べる。
column-traceability-technique = シナリオが使い、効果が及ぶ攻撃手法。
column-traceability-attack-id = その攻撃手法のATT&CKのID。
column-traceability-effect = 効果のID。
column-traceability-basis = 効果の根拠となるパラメータのキー（複数は;で区切る）。空欄はなし。
column-traceability-not-modelled-reason-en = その対策要件をシミュレーションしない理由（英語）。する場合は空欄。
column-traceability-not-modelled-reason-ja = その対策要件をシミュレーションしない理由（日本語）。
column-traceability-mitigation = その対策要件と同じことを求めるATT&CKの緩和策（対応付けはカタログによる）。
column-traceability-clauses = ATT&CKがその緩和策に付けているIEC 62443とNIST SP 800-53の番号。

column-checklist-category = ガイドラインのカテゴリー。
column-checklist-requirement-en = 求める内容（英語）。
column-checklist-requirement-ja = 求める内容（日本語）。
column-checklist-status = in_force（有）、partly（一部）、absent（無）、not_applicable（対象外）。
column-checklist-coverage = 守るべきもののうち、このセットが覆う割合。
column-checklist-where-en = 実施されている場所（英語）。
column-checklist-where-ja = 実施されている場所（日本語）。
column-checklist-responsible = 責任を負う組織のID（要件の対象を運用する組織。複数は;で区切る）。ガバナンスでは推進主体。
column-checklist-basis-en = 判定の根拠（英語）。
column-checklist-basis-ja = 判定の根拠（日本語）。

column-knock-out-control = 外した対策要件のID。
column-knock-out-n = 実際に再現したインシデントの組の数。0は、その対策に関わる場面が一度もなく、外しても全く同じ結果になる（差はちょうど0）ことを表す。
column-knock-out-n-discordant = 二つの値が異なる組の数。
column-knock-out-difference = 対策を外したセットから元のセットを引いた平均。その対策の効き目。
column-knock-out-rank-stability = その対策を外すと本当に悪くなる確率の、パラメータ抽出にわたる平均。
column-knock-out-verdict = 対策を外したセットの判定。worse（劣る）なら、その対策には効き目がある。

column-tree-asset = アセットのID。
column-tree-from-asset = 侵害元のアセットのID。攻撃者の侵入口なら空欄。
column-tree-time-h = インシデントの始まりからの時間。
column-tree-technique = 攻撃手法のID。
column-tree-organisation = そのアセットを運用する組織。
column-tree-zone = アセットのゾーン。
column-tree-what = 最初に起きたこと：administrator・foothold（その権限で掌握）、false_data（偽データ）、false_command（誤った指令）、data_out（持ち出し）、published（公開）、stopped（停止）。

column-value-loss-avoided-jpy = 入口に達した試み1件あたりの回避損失（円）。基準から対策セットを引いた値。
column-value-five-year-extra-low-jpy = 5年間で基準より余計にかかる費用（円）、低め。
column-value-five-year-extra-mode-jpy = 同、最もありそうな値。
column-value-five-year-extra-high-jpy = 同、高め。
column-value-break-even-per-year = 追加費用に見合うようになる、入口に達する試みの年間件数。
column-value-break-even-low = 追加費用が最も低く、回避損失が最も大きい場合の同じ値。
column-value-break-even-high = 追加費用が最も高く、回避損失が最も小さい場合の同じ値。回避損失がなければ空欄。
