# Units as they stand after a number, and how people write them.
unit-count = number
unit-h = h
unit-user-h = user-hours
unit-records = records
unit-people = people
unit-jpy = yen
unit-share = share
unit-flag = yes/no

interval = { $low } to { $high }
hours-long = { $value } h
hours-minutes = { $value } min
hours-day = { $value } day
hours-days = { $value } days
yen-plain = { $value } yen
yen-middle = { $value } million yen
yen-large = { $value } billion yen
amount-middle = { $value } million
amount-large = { $value } billion
amount-with-unit = { $amount } { $unit }
