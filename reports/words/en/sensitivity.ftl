# What the result hangs on: `compare --sensitivity`.
hangs-on-head = What the result hangs on
hangs-on-measure = { $scenario }, { $set }: { $measure } itself moves with
hangs-on-ranking = { $scenario }, { $set } against { $baseline }: the ranking moves with
hangs-on-parameter = { $key }: { $share } of the variance between worlds; expected { $low } where it is low, { $high } where it is high
hangs-on-turns = ; turns at { $value }
hangs-on-never-turns = ; turns nowhere in its range
hangs-on-nothing = No parameter stands out from what chance would show.
hangs-on-too-few = Too few parameter draws to say: ask for more with --parameter-draws.
hangs-on-method = Share: variance between parameter draws explained by ten parts of a parameter's range (correlation ratio, McKay 1997), chance taken out. Low and high: its 5th and 95th percentile, by linear regression on the draws (Saltelli et al. 2008). Which ones stand out: rank correlation, corrected after Holm. All rows: sensitivity.csv (--out).
