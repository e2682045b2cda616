# What the results rest on: names of numbers, places in words, grounds of the checklist.
number-magnitude = { $control }: { $what }
number-level-today = { $control }: share that has it today
number-level-without = { $control }: share reached without it ({ $what })

place-desk = the alert desk
place-other-controls = reach and upkeep of { $n } other controls

checklist-where = { $what } ({ $n } of the { $all } assets of this category)
checklist-where-all = everything of this category ({ $all } assets)
checklist-basis-absent = Not in this set.
checklist-basis-set = Listed in this set.
checklist-basis-today = As in a typical municipality today.
checklist-basis-claimed = Claimed by { $by }.
checklist-basis-nowhere = The city has nothing that this asks about.
checklist-basis-not-simulated = Not simulated: { $why }

crossing-zone = from one zone into another
crossing-internet-border = across the border to the internet
