# The answer on the terminal.
answer-title = { $city }: { $scenarios } { $scenarios ->
    [one] scenario
   *[other] scenarios
} x { $sets } { $sets ->
    [one] control set
   *[other] control sets
} x { $draws } { $draws ->
    [one] parameter draw
   *[other] parameter draws
} x { $replications } { $replications ->
    [one] replication
   *[other] replications
} = { $incidents } incidents
answer-head = { $set } against { $baseline }: better in { $better } of { $scenarios } { $scenarios ->
    [one] scenario
   *[other] scenarios
}, worse in { $worse }, undecided in { $undecided }.
answer-decided = { $scenario }: { $measure } { $share } { $more ->
    [yes] higher
   *[no] lower
}, { $mean } instead of { $baseline-mean } per incident (difference { $difference }, 95 % interval { $interval }; better in { $stability } of the parameter draws).
answer-decided-from-none = { $scenario }: { $measure } { $mean } per incident, where the baseline had none (95 % interval of the difference { $interval }; better in { $stability } of the parameter draws).
answer-zero-events = None was seen under { $set } in { $n } incidents, which still allows it in up to { $bound } of them.
answer-not-distinguished = { $scenario }: cannot be told apart in { $measure }: { $mean } against { $baseline-mean } (difference { $difference }, 95 % interval { $interval }; better in { $stability } of the parameter draws).
answer-no-verdict = { $scenario }: no verdict on { $measure }: { $mean } against { $baseline-mean } (difference { $difference }, 95 % interval { $interval }; better in { $stability } of the parameter draws).
answer-nothing-seen = { $scenario }: { $measure }: nothing was seen under either set.
answer-no-values = { $scenario }: { $measure } has no value in any incident.
to-decide-one-draw = One parameter draw is one world: ask for more with --parameter-draws.
to-decide-one-replication = With one replication per draw chance and ignorance cannot be told apart: ask for more with --replications.
to-decide-few-pairs = { $found ->
    [0] No pair of incidents differs.
    [one] Only 1 pair of incidents differs.
   *[other] Only { $found } pairs of incidents differ.
}
to-decide-pairs = About { $count } pairs in all would give enough that do.
to-decide-ignorance = No number of replications would decide it: not knowing the parameters dominates ({ $agreement } of the worlds agree).
to-decide-parameters = What turns the ranking most: { $parameters }.
to-decide-no-parameter = No single parameter stands out.
to-decide-within-margin = No number of replications would decide it: the difference lies within the margin.
to-decide-replications = About { $count } replications per draw would decide it.
to-decide-draws = About { $count } parameter draws would decide it.
to-decide-never = No practical number of replications or draws would decide it.
no-interval = none

heading-scenario = SCENARIO
heading-measure = MEASURE
heading-set = CONTROL SET
heading-baseline = BASELINE
heading-mean = MEAN
heading-difference = DIFFERENCE
heading-interval = 95 % INTERVAL
heading-draws = DRAWS BETTER
heading-verdict = VERDICT

verdict-better = better
verdict-worse = worse
verdict-not-distinguished = not distinguished
verdict-no-verdict = no verdict

beside-head = Beside the verdicts: mean and 95 % interval; delays where they ended, and in what share of incidents that was
ignored-head = What the verdicts ignore: { $set } differs from the baseline in these controls, and nothing simulates them.
ignored-cost = { $low } to { $high } in five years
ignored-cost-unknown = cost unknown
answer-trust = Only effects of controls with at least { $least } act here, in every set alike; all others do nothing (--trust). This shows what rests on them, not what controls are worth.
answer-limits = Means over simulated incidents, not a forecast. Every number rests on a parameter row with its source or marked as an assumption: "yagura explain KEY".
answer-written = Tables: { $out }
measure-with-unit = { $measure } ({ $unit })
mean-and-interval = { $mean } ({ $interval })
none-seen = none
answer-precision-met = Every primary mean is known within { $precision }.
answer-precision-missed = Not known within { $precision } even with so many draws: { $lines }.
