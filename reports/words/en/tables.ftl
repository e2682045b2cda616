# What the output tables and their columns mean.
table-incidents = A row per incident: one scenario, one control set, one parameter draw, one replication.
table-summary = A row per scenario, control set and measure: its mean, its spread, its interval.
table-differences = A row per scenario, control set and measure: the paired difference to the baseline.
table-costs = A row per control set and control: what it costs this city, with its range.
table-spread = Compromised, tainted and isolated assets over time, by category, with quantile bands.
table-names = What every id in the other tables is called, in both languages.
table-survival = For each delay, the share of incidents in which its event had happened by each time.
table-delays = For each delay, how it ended over all incidents, and its mean up to the horizon.
table-exceedance = For each value, the share of incidents that reach it or more.
table-worst = Incidents that stand for their kind, to be replayed with "yagura run".
table-services = A row per scenario, control set and service: what it lost per incident.
table-organisations = A row per scenario, control set and organisation: what it went through per incident.
table-parameters = Every parameter and effect magnitude that a scenario played uses, with its range and source.
table-draws = The value of every uncertain parameter in each parameter draw.
table-draw-results = The primary measure inside each parameter draw.
table-sensitivity = The parameters that move the primary measure, or the ranking, most.
table-traceability = From a control over risk rows, scenarios and techniques to its effects and their evidence.
table-checklist = A row per control set and requirement of the guideline: in force or not, where, and who is responsible.
table-knock-out = What a control set loses when one of its controls is taken away.
table-tree = Who was taken from whom in one incident of each scenario under the baseline.
table-value = How often a scenario would have to come before the extra cost of a control set pays for itself.

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
column-differences-to-decide = What would decide an undecided line, as numbers in all: draws=, replications= (per draw) or pairs=; parameters= with the keys of those that turn the ranking, where not knowing them dominates; none where no number would.

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

column-summary-median-low = Lower end of the 95 % interval of the median, by order statistics of the draws' medians.
column-summary-median-high = Upper end of the 95 % interval of the median.
column-summary-p95-low = Lower end of the 95 % interval of the 95th percentile, likewise.
column-summary-p95-high = Upper end of the 95 % interval of the 95th percentile.
column-summary-share-of-ignorance = Share of the variance between incidents that comes from not knowing the parameters; the rest is chance.

column-differences-undecided-because = Why an undecided line is undecided: one_draw, one_replication, few_discordant_pairs, ignorance, within_margin, more_replications or more_draws (that many would decide it).
column-differences-undecided-seen = What was seen: the pairs that differ, or the share of worlds that agree.
column-differences-undecided-needed = How many pairs, replications per draw or draws would decide it.

column-names-kind = What the id is of: city, scenario, control_set, control, risk, technique, service, organisation, category or parameter.
column-names-id = The id.
column-name-en = Name in English.
column-name-ja = Name in Japanese.
column-names-about-en = What it is, in English: a scenario's question, what a control asks for.
column-names-about-ja = The same in Japanese.

column-survival-time-h = Hours since that from which the delay counts.
column-survival-n-at-risk = Incidents in which neither the event nor another end had come before this time.
column-survival-share = Share of incidents in which the event had happened by this time (cumulative incidence after Aalen and Johansen; what ended without it competes).

column-delays-n = Incidents in which the delay began.
column-delays-n-happened = Incidents in which its event happened.
column-delays-n-ended-without = Incidents that ended without it: the attack was over before anybody noticed.
column-delays-n-censored = Incidents that the horizon cut off.
column-delays-restricted-mean-h = Mean hours up to the event or the horizon, whichever comes first; what ended without the event counts up to the horizon.
column-delays-horizon-h = Hours simulated.

column-value = The value, in the unit of the measure.
column-exceedance-share = Share of incidents with this value or more.

column-worst-rank = What the incident stands for: worst, p99, p95, median (of those with harm) or near_miss (the attacker got in and nothing came of it).
column-worst-value = The primary measure in this incident.
column-worst-percentile = Share of incidents with this value or less, in percent.
column-worst-tail-mean = Mean of the worst 1 % of all incidents under this control set; the same in each of its rows.

column-service = Id of the service.
column-services-n = Incidents. A service that no incident of the scenario touched under any set has no row.
column-services-share-hit = Share of incidents that touched the service.
column-services-user-h-lost-attack = Mean user-hours lost to the attack, per incident.
column-services-user-h-lost-response = Mean user-hours lost to the response, per incident.
column-services-wrong-decision-h = Mean hours in which decisions rested on false data, per incident.
column-services-loss-jpy = Mean loss for the user-hours lost, yen, per incident; records and forensics belong to no service.
column-services-p95-user-h-lost = 95th percentile of the user-hours lost in an incident.

column-organisation = Id of the organisation.
column-organisations-n = Incidents. An organisation that no incident of the scenario met under any set has no row.
column-organisations-share-reached = Share of incidents in which the attacker reached the organisation.
column-organisations-assets-controlled = Mean number of its assets under the attacker's control, per incident.
column-organisations-alerts-handled = Mean number of true alerts that reached its desk before the incident was recognised, per incident.
column-organisations-analyst-h = Mean hours that its analysts spent on alerts, true and false, from a week before the first true one, per incident.
column-organisations-user-h-lost = Mean user-hours lost of the services that it operates, per incident.

column-key = Key of the parameter, or id of the effect whose magnitude it is.
column-parameters-unit = Unit of the parameter.
column-parameters-distribution = Its distribution.
column-parameters-low = Lowest value.
column-parameters-mode = Most likely value.
column-parameters-high = Highest value.
column-parameters-parameter-a = First parameter of a distribution that is not given by low, mode and high.
column-parameters-parameter-b = Second parameter of such a distribution.
column-parameters-ignorance-share = Share of its spread that is not knowing; the rest varies from incident to incident.
column-source = Source, or assumption.
column-confidence = How sure the source makes it.
column-parameters-used = In how many of the scenarios played it is used.
column-parameters-value-set = The value to which --set or a bid fixed it.
column-parameters-claimed-by = Who claims that value.

column-draws-value = The value in this draw, in the parameter's own unit.

column-draw-results-n = Incidents of the draw in which the measure has a value.
column-draw-results-mean = Mean over the incidents of the draw.
column-draw-results-sd = Standard deviation between the incidents of the draw: chance alone.

column-sensitivity-baseline = Id of the baseline; empty where the result is that of the control set alone.
column-sensitivity-about = measure: it moves the measure under the control set; ranking: it moves the difference to the baseline.
column-sensitivity-index = Share of the variance of the draws' means that goes with this parameter alone, by comparing ten parts of its range; what parts explain by accident is taken out.
column-sensitivity-index-rank = Squared standardised regression coefficient on ranks, all listed parameters together.
column-sensitivity-slope-low = Result that the regression expects where the parameter is at its 5th percentile and all others at their mean.
column-sensitivity-slope-high = The same at its 95th percentile.
column-sensitivity-break-even = Value of the parameter at which the expected difference changes its sign, if inside the range that was drawn.
column-sensitivity-rank = Place by influence, from 1.
column-sensitivity-p-adjusted = p value of its rank correlation with the result, corrected (Bonferroni) for the number of parameters tried; below 0.05 the parameter stands out.

column-control = Id of the control.
column-traceability-risk = Risk row of the guideline that calls for the control; ; between several where no scenario played follows.
column-traceability-technique = Technique that the scenario uses and the effect bears on.
column-traceability-attack-id = Id of the technique in ATT&CK.
column-traceability-effect = Id of the effect.
column-traceability-basis = Keys of the parameters on which the effect rests, ; between several; empty: none.
column-traceability-not-modelled-reason-en = Why nothing of the control is simulated, in English; empty where it is.
column-traceability-not-modelled-reason-ja = The same in Japanese.
column-traceability-mitigation = ATT&CK mitigations that ask for the same as the control, by the catalogue's own reading.
column-traceability-clauses = Clauses of IEC 62443 and NIST SP 800-53 by which ATT&CK labels those mitigations.

column-checklist-category = Category of the guideline.
column-checklist-requirement-en = What the control asks for, in English.
column-checklist-requirement-ja = The same in Japanese.
column-checklist-status = in_force, partly, absent or not_applicable.
column-checklist-coverage = Share of what the control should protect that the set covers.
column-checklist-where-en = Where it is in force, in English.
column-checklist-where-ja = The same in Japanese.
column-checklist-responsible = Who is responsible: ids of the organisations that operate what the requirement is about, ; between several; for governance the promoter.
column-checklist-basis-en = What the status rests on, in English.
column-checklist-basis-ja = The same in Japanese.

column-knock-out-control = Id of the control that was taken away.
column-knock-out-n = Pairs of incidents that were played; 0: the incidents asked nothing of the control, so that without it every byte is the same and the difference is exactly 0.
column-knock-out-n-discordant = Pairs in which the two values differ.
column-knock-out-difference = Mean of the set without the control minus the whole set: what the control is worth.
column-knock-out-rank-stability = Mean over the parameter draws of the probability that the set is truly worse without the control.
column-knock-out-verdict = Verdict on the set without the control: worse means that the control is worth something.

column-tree-asset = Id of the asset.
column-tree-from-asset = Id of the asset from which it was reached; empty where the attacker came in.
column-tree-time-h = Hours since the incident began.
column-tree-technique = Id of the technique.
column-tree-organisation = Organisation that operates the asset.
column-tree-zone = Zone of the asset.
column-tree-what = What happened to it first: administrator, foothold (taken with these rights), false_data, false_command, data_out, published, stopped.

column-value-loss-avoided-jpy = Loss avoided per attempt that reaches the entry, yen: baseline minus control set.
column-value-five-year-extra-low-jpy = What the control set costs more than the baseline in five years, yen, low.
column-value-five-year-extra-mode-jpy = The same, most likely.
column-value-five-year-extra-high-jpy = The same, high.
column-value-break-even-per-year = Attempts per year that reach the entry from which the extra cost pays for itself.
column-value-break-even-low = The same at the lowest extra cost and the largest loss avoided.
column-value-break-even-high = The same at the highest extra cost and the smallest loss avoided; empty where that is no gain.
