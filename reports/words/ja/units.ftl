# 数のあとに置く単位
unit-count = 個数
unit-h = 時間
unit-user-h = 人時間
unit-records = 件
unit-people = 人
unit-jpy = 円
unit-share = 割合
unit-flag = 有無

interval = { $low }～{ $high }
hours-long = { $value } 時間
hours-minutes = { $value } 分
hours-day = { $value } 日
hours-days = { $value } 日
yen-plain = { $value }円
yen-middle = { $value }万円
yen-large = { $value }億円
amount-middle = { $value }万
amount-large = { $value }億
amount-with-unit = { $amount }{ $unit }
