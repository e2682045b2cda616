# What the program says about itself.
error = error: { $what }
error-folder-in-use = error: { $path } is not empty; choose another folder with --out, or allow replacing its files with --force
error-input-output = error: { $path }: { $system }
interrupted = interrupted; nothing was kept
interrupted-kept = interrupted; what was done is kept in { $files }
progress-left = time left
progress-incidents = incidents
error-too-large = error: this city is too large or too dense for the scenario: { $why }
error-fault = error: a fault of the program: { $what }
set-form = --set wants KEY=VALUE with a number, not "{ $text }"
reproduce-no-manifest = { $path } is no manifest: { $why }
reproduce-no-arguments = { $path } does not say how it was made
reproduce-redacted = { $path } was written with --redact: it does not say which files it was made from
reproduce-same = the same to the byte: { $count } tables
reproduce-differs = not the same: { $files }.
reproduce-inputs = These inputs are not those of the manifest: { $files }.
reproduce-version = It was made by version { $version }.
report-written = { $count ->
    [one] 1 file
   *[other] { $count } files
} written: { $out }
format-not-here = this is no document of that kind: --format oscal is for the lists of controls and control-sets, --format navigator for that of techniques
format-one-set = a profile is one control set: say which with --controls
oscal-no-identifier = "{ $id }" is no OSCAL identifier: a letter or "_", then letters, digits, ".", "-" and "_"
oscal-no-date = "{ $text }" is no date such as 2027-04-01
