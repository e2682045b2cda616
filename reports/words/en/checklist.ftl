# The checklist: its statuses and columns.
checklist-yes = Yes
checklist-partly = In part
checklist-no = No
checklist-not-applicable = N/A
checklist-basis = Grounds
checklist-responsible = Responsible
checklist-title = { $city }: checklist of { $set }
checklist-about = Every control requirement of the guideline's table by category: in force, in part (with the share covered), not in force, or not applicable. "In force" is what the control set says, not what was found on site.
checklist-skip = To the checklist
checklist-foot = Requirement texts are paraphrases; check them against the original before quoting.
checklist-part = Part
checklist-category = Category
checklist-control = ID
checklist-requirement = Requirement
checklist-place = Where
checklist-risks = Risks and the controls that they call for
checklist-risk = Risk
checklist-incident = Assumed incident
checklist-state = State
checklist-controls = Controls
checklist-gap-worth = What the gap is worth
checklist-met = met
checklist-partly-met = partly met
checklist-not-met = not met
checklist-control-state = { $control } ({ $state })
checklist-no-gap = no gap
checklist-not-simulated = not simulated
checklist-no-knock-out = Nothing here says what a gap is worth: give --out the folder of a comparison that was run with --knock-out. Control lists other than those of R-01 to R-04 are inferred.
checklist-knock-out = What a gap is worth is what a set that has the control loses without it, in the comparison of this folder. Control lists other than those of R-01 to R-04 are inferred.
checklist-worth = { $control } in { $set }, { $scenario }: without it { $measure } { $difference } per incident ({ $low } to { $high }; { $verdict ->
    [better] better without it
    [worse] worse without it
    [not-distinguished] not distinguished
   *[other] no verdict
})
