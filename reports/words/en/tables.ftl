# What the output tables and their columns mean.
table-incidents = A row per incident: one scenario, one control set, one parameter draw, one replication.
table-summary = A row per scenario, control set and measure: its mean, its spread, its interval.
table-differences = A row per scenario, control set and measure: the paired difference to the baseline.
table-costs = A row per control set and control: what it costs this city, with its range.
table-spread = Compromised, tainted and isolated assets over time, by category, with quantile bands.

column-city = Id of the city.
column-scenario = Id of the scenario.
column-control-set = Id of the control set; one changed on the command line carries its expression.
column-baseline = Id of the control set that the others are compared with.
column-parameter-draw = Number of the parameter draw, from 0. A draw fixes every uncertain parameter, the same in all control sets.
column-replication = Number of the replication inside its draw, from 0. Replications vary chance alone.
column-measure = Key of the measure; "yagura explain KEY" says what it means.
column-unit = Unit of the numbers in the row.
column-mean = Mean over the incidents that have a value.
column-median = Median.
column-p5 = 5th percentile.
column-p25 = 25th percentile.
column-p75 = 75th percentile.
column-p95 = 95th percentile.
column-interval-low = Lower end of the 95 % interval.
column-interval-high = Upper end of the 95 % interval.
column-interval-kind = How the interval was made; clustered intervals treat the parameter draws as the independent units.

column-summary-n = Incidents in which the measure has a value.
column-summary-sd = Standard deviation between incidents.
column-summary-n-missing = Incidents without a value: the measure does not apply there, or the horizon cut it off.
column-summary-n-nonzero = Incidents in which the value is not 0.

column-summary-zero-event-bound = Where nothing but zeros was seen: upper 95 % bound of the chance per incident, taking only the parameter draws as witnesses.

column-differences-n = Pairs of incidents in which both control sets have a value.
column-differences-n-discordant = Pairs in which the two values differ.
column-differences-difference = Mean of control set minus baseline over the pairs.
column-differences-rank-stability = Mean over the parameter draws of the probability that the control set is truly better, noise within a draw taken out.
column-differences-verdict = better, worse, not distinguished or no verdict; on the primary measure of the scenario only, empty elsewhere.
column-differences-primary = 1 where the measure is the one by which the scenario is judged.
column-differences-mean = Mean under the control set, over the same pairs.
column-differences-baseline-mean = Mean under the baseline, over the same pairs.
column-differences-p-value = Two-sided p value of the difference, primary measure only.
column-differences-p-adjusted = The same after Holm's correction over all pairs and scenarios.
column-differences-margin = A difference smaller than this does not matter in practice.
column-differences-to-decide = What would decide an undecided line, as numbers in all: draws=, replications= (per draw) or pairs=; none where not knowing the parameters dominates or the difference lies within the margin.

column-costs-control = Id of the control.
column-costs-purchase-low-jpy = Purchase, yen, low.
column-costs-purchase-mode-jpy = Purchase, yen, most likely.
column-costs-purchase-high-jpy = Purchase, yen, high.
column-costs-yearly-low-jpy = Running cost per year, yen, low.
column-costs-yearly-mode-jpy = Running cost per year, yen, most likely.
column-costs-yearly-high-jpy = Running cost per year, yen, high.
column-costs-staff-low-h = Staff hours per year, low.
column-costs-staff-mode-h = Staff hours per year, most likely.
column-costs-staff-high-h = Staff hours per year, high.
column-costs-five-year-low-jpy = Purchase and five years of running, yen, staff hours not counted, low.
column-costs-five-year-mode-jpy = Purchase and five years of running, yen, staff hours not counted, most likely.
column-costs-five-year-high-jpy = Purchase and five years of running, yen, staff hours not counted, high.
column-costs-source = Where the cost comes from.
column-costs-claimed-by = Who claims it, for costs that a bid states; empty for those of the catalogue.
column-costs-cost-unit = What is counted, for example per_site.
column-costs-units = How many of these the city has; empty where that is unknown or the cost is stated as a total.
column-costs-coverage = Share of what the control should protect that the set covers.

column-spread-category = Guideline category of the assets, or all.
column-spread-state = compromised, tainted or isolated.
column-spread-time-h = Hours since the incident began.
column-spread-n = Incidents.
