# What stands on the plots.
plot-axis = { $name } ({ $unit })
plot-axis-log = { $name } (log scale)
plot-axis-log-unit = { $name } ({ $unit }, log scale)
plot-note-near-zero = Log scales are even between 0 and the first number after it.
plot-unit-minutes = minutes
plot-unit-hours = hours
plot-unit-days = days
plot-unit-middle = { $count ->
    [yes] million
   *[no] million { $unit }
}
plot-unit-large = { $count ->
    [yes] billion
   *[no] billion { $unit }
}
plot-pair = { $name } { $value }
plot-comma = , {""}
plot-assets-all = All assets
plot-assets-governance = Governance assets
plot-assets-service = Service assets
plot-assets-city-os = City-OS assets
plot-assets-asset = Field assets
plot-mean = mean
plot-median = median
plot-band-half = middle half of incidents
plot-band-most = middle 90 %
plot-time-since-start = time since the incident began

plot-spread-title-compromised = { $scenario }: assets held by the attacker
plot-spread-title-tainted = { $scenario }: assets reached by false data
plot-spread-title-isolated = { $scenario }: assets cut off by the response
plot-spread-note = Each row has its own scale, the same for all control sets; where the time axis ends, nothing changes any more. { $n } incidents per control set.
plot-spread-alt = { $title }, over time, by category, a panel per control set. Highest mean: { $peaks }.
plot-semicolon = ; {""}
plot-baseline = baseline

plot-heat-title = Verdicts: mean of the primary measure per incident
plot-heat-better = better than the baseline
plot-heat-worse = worse than the baseline
plot-heat-note = The deeper the colour, the larger the change against the baseline; undecided cells have none. “none” means that nothing was seen, which is not the same as 0. Each scenario is judged by its own measure: compare along a row.
plot-heat-alt = { $title }, scenarios down, control sets across. Of the comparisons with the baseline { $better } are better, { $worse } worse, { $undecided } undecided.

plot-cost-title = Cost against residual risk
plot-cost-dominated = hollow mark: another set costs less and leaves less
plot-five-year-cost = Cost of all controls in five years
plot-cost-note = Upwards: mean of the primary measure per incident with its 95 % interval. Across: five-year cost, most likely with its range; ranges hold the same unknown prices in all sets, so they overlap more than the sets differ. Down and left is better. Hollow goes by the means alone. Controls without a price are left out.
plot-cost-alt = { $title }: five-year cost across ({ $costs }), mean of the primary measure upwards, a panel per scenario. { $hollow } of { $points } points are dominated.

plot-losses-title = If it happened once in five years: losses and the cost of controls
plot-losses-attack = loss to the attack
plot-losses-response = loss to the response
plot-losses-precaution = controls, five years
plot-losses-axis = Mean loss of one incident and five-year cost of all controls
plot-losses-mean = mean loss per incident
plot-losses-note = Controls, most likely cost of the whole set in five years: { $list }; they also work in the other scenarios. Line: 95 % interval of the mean loss, attack and response together. One incident is an assumption, not a frequency.
plot-losses-alt = { $title }, stacked, a bar per scenario and control set. Controls in five years: { $list }.

plot-delays-title = { $scenario }: when it is noticed, when it is contained
plot-delays-share = Share of incidents in which it has happened
plot-delays-since-start = Since the first malicious act
plot-delays-since-notice = Since it was recognised
plot-delays-at-risk = Incidents still open at the times above:
plot-delays-note = Band: 95 % interval. A curve that stays below 100 % leaves incidents that end without it, or in which it has not happened by the horizon. Where the axis ends, nothing changes any more.
plot-delays-curve = { $delay }, { $set }: { $share } in the end, half of that within { $half }
plot-delays-alt = { $title }, as share of incidents over time. { $list }.

plot-exceedance-title = { $scenario }: how often it gets how bad
plot-exceedance-share = Share of incidents with so much or more
plot-exceedance-note = Read off: so many incidents are at least so bad. The right end of a curve is the worst incident seen, not the worst possible.
plot-exceedance-curve = { $measure }, { $set }: { $value } or more in { $share }
plot-exceedance-alt = { $title }. { $list }.

plot-difference-of = Difference in { $measure } to the baseline
plot-tornado-title = { $scenario }: parameters that move the ranking of { $set } against { $baseline }
plot-tornado-low = parameter low (p5)
plot-tornado-high = parameter high (p95)
plot-tornado-better = set better
plot-tornado-worse = baseline better
plot-tornado-index = share of variance
plot-tornado-turn = turns at
plot-tornado-note = Grey: of so many parameters tried, one as strong would turn up by accident. Bar: expected difference when the parameter alone goes from its 5th to its 95th percentile (regression over the parameter draws). Share: part of the variance between draws that goes with it. Turns at: the value at which the ranking is expected to turn; “–”: not within its range.
plot-tornado-unsure = may be chance
plot-tornado-alt-unsure = { $title }. No parameter stands out from chance; the strongest is { $parameter }: from { $low } (low) to { $high } (high).
plot-tornado-alt = { $title }. The strongest is { $parameter }: it moves the expected difference from { $low } (low) to { $high } (high).

plot-means-title = { $scenario }: { $measure } on average
plot-means-better = better than the baseline
plot-means-worse = worse
plot-means-neither = baseline, or not distinguished from it
plot-means-note = Mark: mean over the incidents; line: its 95 % interval; dashed: the baseline's mean. Intervals of means overlap more than the sets differ: every set meets the same attacks, and the verdict is taken from the pairs.
plot-means-row = { $set } { $value }
plot-means-alt = { $title }. { $list }.

plot-knock-out-title = { $scenario }: what each control is worth in { $set }
plot-knock-out-worse = worse without it
plot-knock-out-better = better without it
plot-knock-out-unsure = may be chance
plot-knock-out-none = Taking out any one control changed nothing.
plot-knock-out-difference = Change in { $measure } without the control
plot-knock-out-note = Each control is taken out alone; line: 95 % interval. Controls that stand in for each other show little alone. Not shown: { $zero } that changed nothing, { $rest } that changed less.
plot-knock-out-alt = { $title }. The largest: without { $control }, { $measure } changes by { $worth }.

plot-tree-title = { $scenario }: how one incident spread
plot-tree-time = after
plot-tree-asset = asset
plot-tree-technique = how
plot-tree-more = +{ $count } more like { $asset }
plot-tree-note = One incident under { $set } (parameter draw { $draw }, replication { $replication }): the median one among those that did any harm.
plot-tree-rest = Assets not drawn: { $rest }.
plot-tree-alt = { $title }: { $count } assets, entry { $entry }, up to { $depth } steps deep.
plot-tree-what-foothold = taken
plot-tree-what-administrator = taken with all rights
plot-tree-what-false-data = false data arrived
plot-tree-what-false-command = obeyed a false command
plot-tree-what-data-out = data taken out
plot-tree-what-published = data published
plot-tree-what-stopped = stopped
