# チェックリスト：状況と列の名前
checklist-yes = 有
checklist-partly = 一部
checklist-no = 無
checklist-not-applicable = 対象外
checklist-basis = 根拠
checklist-responsible = 責任者
checklist-title = { $city }：{ $set }のチェックリスト
checklist-about = ガイドラインの対策要件を、カテゴリーごとに有・一部（覆う割合を添える）・無・対象外で示す。「有」は対策セットにそう書かれているという意味であり、現場で確かめたものではない。
checklist-skip = チェックリストへ移動
checklist-foot = 対策要件の文は要約である。引用する前に原典と照らし合わせること。
checklist-part = 区分
checklist-category = カテゴリー
checklist-control = ID
checklist-requirement = 対策要件
checklist-place = 場所
checklist-risks = リスクと、それが求める対策
checklist-risk = リスク
checklist-incident = 想定されるセキュリティインシデント
checklist-state = 状況
checklist-controls = 対策
checklist-gap-worth = 不足の影響
checklist-met = 満たす
checklist-partly-met = 一部満たす
checklist-not-met = 満たさない
checklist-control-state = { $control }（{ $state }）
checklist-no-gap = 不足なし
checklist-not-simulated = シミュレーションなし
checklist-no-knock-out = 不足の影響は示していない。--knock-out を付けて実行した比較のフォルダーを --out に指定すること。R-01からR-04以外の対策一覧は推定である。
checklist-knock-out = 不足の影響とは、その対策を持つセットから対策を外したときに失われるものであり、このフォルダーの比較による。R-01からR-04以外の対策一覧は推定である。
checklist-worth = { $set }の{ $control }、{ $scenario }：外すと{ $measure }が1件あたり{ $difference }（{ $low }～{ $high }、{ $verdict ->
    [better] 外したほうが優れる
    [worse] 外すと劣る
    [not-distinguished] 区別できない
   *[other] 判定なし
}）
