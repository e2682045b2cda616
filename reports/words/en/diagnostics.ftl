# What is wrong with an input. $value is the offending text, $field the column or key.
diagnostic-missing-file = this file is missing
diagnostic-unreadable-file = this file cannot be read: { $value }
diagnostic-unreadable-folder = this folder cannot be read: { $value }
diagnostic-unknown-file = "{ $value }" is not a table that belongs here
diagnostic-unknown-name = "{ $value }" is neither shipped nor a path that exists
diagnostic-empty-file = this file is empty
diagnostic-binary-file = this is not a text file: it holds NUL bytes
diagnostic-unknown-encoding = this text is neither UTF-8 nor CP932
diagnostic-line-too-long = this line is { $value } bytes long
diagnostic-file-too-large = this file is too large
diagnostic-syntax = this cannot be read: { $value }
diagnostic-missing-column = column "{ $value }" is missing
diagnostic-unknown-column = column "{ $value }" is not known here
diagnostic-duplicate-column = column "{ $value }" stands here twice
diagnostic-row-length = this row has { $value } cells
diagnostic-unknown-key = key "{ $value }" is not known here
diagnostic-wrong-type = "{ $field }" is { $value }
diagnostic-schema-version = schema version { $value } is not one that this program reads
diagnostic-missing = "{ $field }" is missing
diagnostic-missing-source = this row does not say where it comes from
diagnostic-unknown-word = "{ $value }" is not a word that "{ $field }" knows
diagnostic-unknown-id = "{ $value }" does not exist
diagnostic-duplicate-id = "{ $value }" stands here twice
diagnostic-not-a-number = "{ $value }" is not a number
diagnostic-wrong-unit = "{ $value }" has a unit that does not belong here
diagnostic-out-of-range = { $value } is outside the range of "{ $field }"
diagnostic-range-order = { $value } is out of order
diagnostic-contradiction = "{ $value }" contradicts the rest
diagnostic-cycle = "{ $value }" leads back to itself
diagnostic-matches-nothing = "{ $value }" selects nothing
diagnostic-malformed = "{ $value }" does not have the form that "{ $field }" needs
diagnostic-changed-file = this file is not what the run wrote
diagnostic-other-run = this file is of another run: "{ $value }" was not compared here
diagnostic-truncated = this file ends in the middle of a row
diagnostic-other-catalogue = none of the { $value } controls of this profile is in the catalogue

did-you-mean = did you mean "{ $name }"?
diagnostics-count = { $errors ->
    [0] no errors
    [one] 1 error
   *[other] { $errors } errors
}, { $warnings ->
    [0] no warnings
    [one] 1 warning
   *[other] { $warnings } warnings
}

expected-number = a number is expected
expected-number-in = a number in { $unit } is expected, without the unit
expected-between = a number from { $low } to { $high } is expected
expected-at-least = a number of at least { $low } is expected
expected-above = a number above { $low } is expected
expected-whole = a whole number is expected
expected-ascending = low <= mode <= high is expected
expected-one-of = one of these is expected: { $words }
expected-id-of = the id of { $what } is expected
expected-yes-or-no = yes or no is expected
expected-cells = { $count } cells are expected, as in the header
expected-source = a source, or the word "assumption", is expected
expected-bytes = at most { $most } bytes are expected
expected-form = expected: { $form }
expected-as-written = the file as the run wrote it is expected: put it back, or run the comparison again
expected-tables-version = tables of version { $version } are expected: run the comparison again, or use the program of that version
