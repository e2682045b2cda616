# 端末に出す答え
answer-title = { $city }：シナリオ { $scenarios } × 対策セット { $sets } × パラメータ抽選 { $draws } × 反復 { $replications } ＝ インシデント { $incidents } 件
answer-head = { $baseline } と比べた { $set }：{ $scenarios } シナリオのうち、優れる { $better }、劣る { $worse }、決着なし { $undecided }。
answer-decided = { $scenario }：{ $measure }が { $share } { $more ->
    [yes] 増える
   *[no] 減る
}。1件あたり平均 { $baseline-mean } に対して { $mean }（差 { $difference }、95%区間 { $interval }、パラメータ抽選の { $stability } で優れる）。
answer-decided-from-none = { $scenario }：{ $measure }が1件あたり { $mean }。基準では見られなかった（差の95%区間 { $interval }、パラメータ抽選の { $stability } で優れる）。
answer-zero-events = { $set } では { $n } 件のうち一度も見られなかったが、なお { $bound } までの割合で起こりうる。
answer-not-distinguished = { $scenario }：{ $measure }では区別できない。平均 { $baseline-mean } に対して { $mean }（差 { $difference }、95%区間 { $interval }、パラメータ抽選の { $stability } で優れる）。
answer-no-verdict = { $scenario }：{ $measure }について判定なし。平均 { $baseline-mean } に対して { $mean }（差 { $difference }、95%区間 { $interval }、パラメータ抽選の { $stability } で優れる）。
answer-nothing-seen = { $scenario }：{ $measure }は、どちらのセットでも見られなかった。
answer-no-values = { $scenario }：{ $measure }に値のあるインシデントがない。
to-decide-one-draw = パラメータ抽選が一つでは一つの世界しか見ていない。--parameter-draws を増やすこと。
to-decide-one-replication = 抽選ごとの反復が1回では偶然と無知を分けられない。--replications を増やすこと。
to-decide-few-pairs = 差の出たインシデントの組は { $found } 組だけ。
to-decide-pairs = 全部で約 { $count } 組あれば足りる見込み。
to-decide-ignorance = 反復をいくら増やしても決着しない。パラメータの不確かさが支配的（同じ向きの世界は { $agreement }）。
to-decide-parameters = 順位を最も左右するのは { $parameters }。
to-decide-no-parameter = 単独で際立つパラメータはない。
to-decide-within-margin = 反復をいくら増やしても決着しない。差が許容幅の内にある。
to-decide-replications = 抽選ごとに約 { $count } 回の反復で決着する見込み。
to-decide-draws = 約 { $count } 回のパラメータ抽選で決着する見込み。
to-decide-never = 現実的な回数の反復や抽選では決着しない。
no-interval = なし

heading-scenario = シナリオ
heading-measure = 指標
heading-set = 対策セット
heading-baseline = 基準
heading-mean = 平均
heading-difference = 差
heading-interval = 95%区間
heading-draws = 優れる抽選
heading-verdict = 判定

verdict-better = 優れる
verdict-worse = 劣る
verdict-not-distinguished = 区別できない
verdict-no-verdict = 判定なし

beside-head = 判定とあわせて見る指標：平均と95%区間。時間は終わったものについて、その割合とともに示す
ignored-head = 判定が考慮しないもの：{ $set } は次の対策で基準と異なるが、その効果はシミュレーションしていない。
ignored-cost = 5年間で { $low }～{ $high }
ignored-cost-unknown = 費用不明
answer-trust = ここでは、{ $least }以上に支えられた対策の効果だけを、どのセットでも同じように働かせ、ほかの効果はないものとした（--trust）。対策の値打ちではなく、結果がどこまで弱い根拠に支えられているかを見るためのものである。
answer-limits = シミュレーションしたインシデントの平均であり、予測ではない。数値はすべてパラメータの行に基づき、出典または「仮定」の印がある（"yagura explain キー"）。
answer-written = 表の出力先：{ $out }
measure-with-unit = { $measure }（{ $unit }）
mean-and-interval = { $mean }（{ $interval }）
none-seen = なし
answer-precision-met = 主指標の平均はすべて { $precision } 以内の精度。
answer-precision-missed = この抽選数でも { $precision } 以内にならないもの：{ $lines }。
