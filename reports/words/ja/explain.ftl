# 一覧と説明
heading-id = ID
heading-name = 名称
heading-population = 人口
heading-risks = リスク
heading-primary-measure = 主指標
heading-controls = 対策
heading-family = 分類
heading-unit = 単位
heading-effects = 効果
heading-requirement = 対策要件
heading-category = カテゴリー
heading-incident = 想定されるセキュリティインシデント
heading-scenarios = 演じるシナリオ
heading-acting = 働く対策
heading-supporting = 支える対策
heading-elsewhere = 他で働く対策
heading-silent = 模擬しない対策
heading-why = 演じない理由
heading-attack-ids = ATT&CK
heading-links = 経路
heading-low = 低
heading-mode = 最頻
heading-high = 高
heading-confidence = 確からしさ
heading-quantity = 内容

kind-control = 対策要件
kind-risk = ガイドラインのリスク
kind-technique = 手口
kind-parameter = パラメータ
kind-incident = 実際の事例
kind-scenario = シナリオ
kind-control-set = 対策セット
kind-measure = 指標
kind-column = 列
kind-table = 出力の表
kind-code = 診断コード

fact-family = 分類
fact-categories = カテゴリー
fact-category = カテゴリー
fact-effects = 効き方
fact-acts-in = どこで働くか
fact-does-not = しないこと
fact-mattered = 効いたシナリオ
fact-not-simulated = シミュレーションしない理由
fact-costs = 費用
fact-risks = 関係するリスク
fact-basis = 根拠の種類
fact-source = 出典
fact-where = 参照先
fact-note = 備考
fact-threat = 脅威
fact-vulnerability = 脆弱性
fact-controls = 対策
fact-attack-ids = ATT&CK
fact-attack-mitigations = 同じことを求める ATT&CK の緩和策と、その規格番号
fact-attack-against = 公表されている緩和策のうち、対策要件も求めているもの
fact-links = 経路
fact-needs = 前提
fact-achieves = 得るもの
fact-time = 1回の試行にかかる時間
fact-success = 成功確率
fact-race = 悪用とパッチの競争
fact-rounds = あきらめるまでの試行回数
fact-signals = 残す痕跡
fact-confidence = 確からしさ
fact-range = 低／最頻／高
fact-distribution = 分布
fact-ignorance = 偶然ではなく無知による割合
fact-used-by = 使われる箇所
fact-year = 年
fact-country = 国
fact-entry = 侵入経路
fact-briefing = 状況説明
fact-first-notice = 最初に気付くこと
fact-attacker = 攻撃者
fact-steps = 手順
fact-primary = 主指標
fact-horizon = シミュレーション期間
fact-resembles = 似た事例
fact-resemblance = 似ている点と違い
fact-not-played = 演じない理由
fact-played-by = 演じるシナリオ
fact-should-matter = 効くはずの対策
fact-should-not-matter = 効かないはずの対策
fact-facilitator = 進行役へ
fact-about = 何を表すか
fact-definition = 定義
fact-unit = 単位
fact-better = 望ましい向き
fact-missing = 値のない場合
fact-columns = 列

effect-acts = { $id }：{ $mechanism } － { $what }
effect-magnitude = 低／最頻／高 { $range }：{ $unit }、{ $exposure }
effect-today = 現在の水準 { $range }（{ $basis }）
effect-evidence = { $confidence }。{ $source } { $keys }
cost-of-control = 導入 { $purchase }、年間 { $yearly }、{ $unit }（{ $source }）

cost-unit-per-organisation = 組織ごと
cost-unit-per-site = 拠点ごと
cost-unit-per-device = 機器ごと
cost-unit-per-user = 利用者ごと
cost-unit-per-supplier = 委託先ごと
cost-unit-per-service = サービスごと
cost-unit-per-endpoint = 端末ごと

attacker-none = なし（過失または故障）
coverage-today = 現状どおり
step-needs = { $steps } のあと
step-needs-any = { $steps } のどれかのあと

measure-amount = どのインシデントでも数値を持つ。何も起きなければ0。
measure-delay = { $flag } が1のときだけ値がある。空欄は、そこに至らなかったか、期間の終わりで打ち切られたもの。

unknown-id = 「{ $id }」というものはありません
unknown-id-near = 「{ $id }」というものはありません。「{ $name }」ではありませんか
measure-flag = 起きたら1、起きなければ0。
heading-time-h = 時刻（時間）
heading-sentence = 出来事

does-not-prevent = すべてを止めるわけではない。残る分は模擬され、届いていない資産では何もしない。
does-not-slow = 止めはしない。遅らせた時間のうちに誰かが気付かなければ、結果は同じ。
does-not-detect = 何も止めない。警報は席に届くだけで、読む人がいなければ誰も気付かない。
does-not-respond = 事案が認識されるまでは何もしない。並行する作業のうち、遅いものが全体を決める。
does-not-recover = 入られることも広がることも防がない。戻るまでを短くする。
does-not-limit = 起きることは防がない。起きたときの害を小さくする。
does-not-coverage-fraction = 自分では何も止めない。ほかの対策が届く範囲を広げるだけ。
does-not-decay-multiplier = 自分では何も止めない。ほかの対策を働く状態に保つだけ。
does-not-matter-in = 次のシナリオでは、どこまで上げても判定の指標は変わらない: { $scenarios }
mattered-no-table = { $folder } に { $table } がない。compare を --knock-out 付きで走らせると、一つずつ外した結果が書かれる。
mattered-asked = 演じた中で出番があったシナリオ: { $scenarios }
mattered-not-taken-out = { $control } を外した結果は、この比較にはない。
mattered-on = { $scenario }（{ $set }）: 外すと{ $measure }が { $difference } 変わる。{ $verdict ->
    [mattered] 外すと悪くなる
    [hindered] 外すと良くなる
    [unjudged] 判定なし
   *[undecided] 区別できない
}（引いたパラメータのうち悪くなる割合 { $stability }）
