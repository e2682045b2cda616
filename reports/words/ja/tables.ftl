# 出力の表と列の意味
table-incidents = 1行が1件のインシデント（シナリオ・対策セット・パラメータ抽選・反復の組）。
table-summary = 1行がシナリオ・対策セット・指標の組。平均、ばらつき、区間。
table-differences = 1行がシナリオ・対策セット・指標の組。基準との対応のある差。
table-costs = 1行が対策セットと対策の組。この都市での費用とその幅。
table-spread = 侵害・汚染・隔離されたアセット数の時間推移。分類別、分位点の帯つき。

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
column-differences-to-decide = 決着のつかない行を決めるのに必要な総数：draws=（抽選）、replications=（抽選ごとの反復）、pairs=（組）。パラメータの不確かさが支配的か、差が許容幅の内なら none。

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
