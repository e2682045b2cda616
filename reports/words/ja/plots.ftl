# 図に書く言葉
plot-axis = { $name }（{ $unit }）
plot-axis-log = { $name }（対数目盛）
plot-axis-log-unit = { $name }（{ $unit }、対数目盛）
plot-note-near-zero = 対数目盛は、0とその次の数値のあいだだけ等間隔である。
plot-unit-minutes = 分
plot-unit-hours = 時間
plot-unit-days = 日
plot-unit-middle = { $count ->
    [yes] 万
   *[no] 万{ $unit }
}
plot-unit-large = { $count ->
    [yes] 億
   *[no] 億{ $unit }
}
plot-pair = { $name } { $value }
plot-comma = 、
plot-assets-all = 全アセット
plot-assets-governance = ガバナンスのアセット
plot-assets-service = サービスのアセット
plot-assets-city-os = 都市OSのアセット
plot-assets-asset = 現場のアセット
plot-mean = 平均
plot-median = 中央値
plot-band-half = インシデントの中央50%
plot-band-most = 中央90%
plot-time-since-start = 発生からの経過時間

plot-spread-title-compromised = { $scenario }：攻撃者に掌握されたアセット
plot-spread-title-tainted = { $scenario }：偽のデータが届いたアセット
plot-spread-title-isolated = { $scenario }：対応のために切り離したアセット
plot-spread-note = 縦軸の目盛は段ごとに異なり、同じ段の対策セットには共通である。横軸の右端より先では変化しない。対策セットあたり{ $n }件のインシデント。
plot-spread-alt = { $title }の推移を区分別に、対策セットごとの図で示す。平均の最大値は{ $peaks }。
plot-semicolon = 。
plot-baseline = 基準

plot-heat-title = 判定一覧：インシデント1件あたりの主要指標の平均
plot-heat-better = 基準より良い
plot-heat-worse = 基準より悪い
plot-heat-note = 色が濃いほど基準からの変化が大きく、判定のつかない欄は無色である。「なし」はシミュレーションで一度も起きなかったことを示し、起こりえないという意味ではない。指標はシナリオごとに異なるため、横に比べること。
plot-heat-alt = { $title }。縦にシナリオ、横に対策セット。基準との比較のうち、良いもの{ $better }件、悪いもの{ $worse }件、判定のつかないもの{ $undecided }件。

plot-cost-title = 費用と残るリスク
plot-cost-dominated = 白抜き：費用もリスクもより小さいセットが他にある
plot-five-year-cost = 全対策の5年間の費用
plot-cost-note = 縦：インシデント1件あたりの主要指標の平均と95%区間。横：5年間の費用の最も確からしい値と幅（不明な単価は全セットに共通なので、セット間の差は幅の重なりから受ける印象ほど不確かではない）。左下ほど良い。白抜きは平均だけで判断している。費用の分からない対策は含まない。
plot-cost-alt = { $title }。横軸は5年間の費用（{ $costs }）、縦軸は主要指標の平均で、シナリオごとに示す。{ $points }点のうち{ $hollow }点は、費用もリスクもより小さいセットが他にある。

plot-losses-title = 5年間に1回起きた場合の損失と対策費用
plot-losses-attack = 攻撃による損失
plot-losses-response = 対応による損失
plot-losses-precaution = 対策費用（5年間）
plot-losses-axis = 1件の平均損失と全対策の5年間の費用
plot-losses-mean = 1件の平均損失
plot-losses-note = 対策費用はセット全体の5年間の最も確からしい額で（{ $list }）、ほかのシナリオにも効く。線は平均損失（攻撃と対応の合計）の95%区間。「1回」は仮定であり、発生頻度ではない。
plot-losses-alt = { $title }を、シナリオと対策セットごとに積み上げて示す。5年間の対策費用は{ $list }。

plot-delays-title = { $scenario }：認知と封じ込めまでの時間
plot-delays-share = その時点までに済んだインシデントの割合
plot-delays-since-start = 最初の不正行為からの時間
plot-delays-since-notice = 認知からの時間
plot-delays-at-risk = 各時点でまだ済んでいない件数：
plot-delays-note = 帯：95%区間。100%に届かない分は、起きないまま終わったか、期間内に起きなかったインシデントである。横軸の右端より先では変化しない。
plot-delays-curve = { $delay }、{ $set }：最終的に{ $share }、その半数は{ $half }以内
plot-delays-alt = { $title }を、時間ごとのインシデントの割合で示す。{ $list }。

plot-exceedance-title = { $scenario }：被害の大きさとその頻度
plot-exceedance-share = その値以上になったインシデントの割合
plot-exceedance-note = ある値以上の被害になったインシデントの割合を読み取る図である。曲線の右端はシミュレーション中の最悪の例であり、起こりうる最悪ではない。
plot-exceedance-curve = { $measure }、{ $set }：{ $share }が{ $value }以上
plot-exceedance-alt = { $title }。{ $list }。

plot-difference-of = { $measure }の基準との差
plot-tornado-title = { $scenario }：{ $set }と{ $baseline }の優劣を動かす不確かなパラメータ
plot-tornado-low = パラメータが小（5%点）
plot-tornado-high = パラメータが大（95%点）
plot-tornado-better = セットが優位
plot-tornado-worse = 基準が優位
plot-tornado-index = 分散の割合
plot-tornado-turn = 逆転する値
plot-tornado-note = 灰色：多数のパラメータを調べれば偶然でもこの程度のものが現れる。棒：そのパラメータだけを5%点から95%点まで動かしたときに見込まれる差（パラメータ抽選についての回帰）。割合：抽選間の分散のうち、そのパラメータに伴う分。逆転する値：優劣が入れ替わると見込まれる値。「–」は範囲内にないこと。
plot-tornado-unsure = 偶然かもしれない
plot-tornado-alt-unsure = { $title }。偶然と区別できるパラメータはない。最も強いのは{ $parameter }で、見込まれる差は{ $low }（小）から{ $high }（大）まで動く。
plot-tornado-alt = { $title }。最も強いのは{ $parameter }で、見込まれる差は{ $low }（小）から{ $high }（大）まで動く。

plot-means-title = { $scenario }：{ $measure }の平均
plot-means-better = 基準より優れる
plot-means-worse = 基準より劣る
plot-means-neither = 基準、または基準と区別できない
plot-means-note = 印はインシデントの平均、線はその95%区間、破線は基準の平均。どの対策セットも同じ攻撃を受け、判定は同じ攻撃どうしの比較による。そのため、差が確かでも平均の区間は重なることがある。
plot-means-row = { $set } { $value }
plot-means-alt = { $title }。{ $list }。

plot-knock-out-title = { $scenario }：{ $set }における各対策の値打ち
plot-knock-out-worse = 外すと悪化
plot-knock-out-better = 外すと改善
plot-knock-out-unsure = 偶然かもしれない
plot-knock-out-none = どの対策も、一つだけ外したのでは何も変わらなかった。
plot-knock-out-difference = 対策を外したときの{ $measure }の変化
plot-knock-out-note = 対策を一つずつ外した結果。線は95%区間。互いに肩代わりする対策は、一つ外しただけでは差が出にくい。図にないもの：変化のなかった対策{ $zero }件、変化がより小さい対策{ $rest }件。
plot-knock-out-alt = { $title }。最大は{ $control }で、外すと{ $measure }が{ $worth }変わる。

plot-tree-title = { $scenario }：1件のインシデントの広がり方
plot-tree-time = 経過
plot-tree-asset = アセット
plot-tree-technique = 手口・経緯
plot-tree-more = ほか{ $count }件（{ $asset }など）
plot-tree-note = { $set }での1件（パラメータ抽選{ $draw }、反復{ $replication }）。被害のあったもののうち中央の例。
plot-tree-rest = 図にないアセット：{ $rest }件。
plot-tree-alt = { $title }：アセット{ $count }件、侵入口は{ $entry }、最大{ $depth }段。
plot-tree-what-foothold = 掌握
plot-tree-what-administrator = 管理者権限で掌握
plot-tree-what-false-data = 偽のデータが到達
plot-tree-what-false-command = 誤った指令で動作
plot-tree-what-data-out = データの持ち出し
plot-tree-what-published = データの公開
plot-tree-what-stopped = 停止
