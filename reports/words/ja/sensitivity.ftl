# 結果を左右するもの：compare --sensitivity
hangs-on-head = 結果を左右するもの
hangs-on-measure = { $scenario }、{ $set }：{ $measure }そのものを動かすパラメータ
hangs-on-ranking = { $scenario }、{ $set }と{ $baseline }の比較：優劣を動かすパラメータ
hangs-on-parameter = { $key }：抽選間の分散の{ $share }。小さいとき{ $low }、大きいとき{ $high }と見込まれる
hangs-on-turns = 。{ $value }で逆転する
hangs-on-never-turns = 。範囲内では逆転しない
hangs-on-nothing = 偶然を超えて目立つパラメータはない。
hangs-on-too-few = パラメータ抽選が少なく、判断できない。--parameter-draws で増やすこと。
hangs-on-method = 割合：パラメータの範囲を10に分けたときに説明される抽選間の分散（相関比、McKay 1997）から偶然の分を除いたもの。小・大：5%点と95%点（抽選に対する線形回帰、Saltelli ほか 2008）。目立つかどうか：順位相関、Holm の補正つき。すべての行は sensitivity.csv（--out）にある。
