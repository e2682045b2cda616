# 結果の根拠：数値の名前、場所の言い表し、チェックリストの根拠。
number-magnitude = { $control }：{ $what }
number-level-today = { $control }：現在の実施率
number-level-without = { $control }：実施しない場合に届く割合（{ $what }）

place-desk = 監視窓口
place-other-controls = 他の対策{ $n }件の適用範囲と維持

checklist-where = { $what }（この区分の資産{ $all }件のうち{ $n }件）
checklist-where-all = この区分の全体（資産{ $all }件）
checklist-basis-absent = この対策セットには含まれない。
checklist-basis-set = この対策セットに明記されている。
checklist-basis-today = 現在の一般的な自治体の水準による。
checklist-basis-claimed = { $by }の申告による。
checklist-basis-nowhere = この都市には対象となるものがない。
checklist-basis-not-simulated = シミュレーションの対象外：{ $why }

crossing-zone = 区域をまたぐ経路
crossing-internet-border = インターネットとの境界
