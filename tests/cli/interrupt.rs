//! Ctrl-C.

#[cfg(unix)]
#[test]
fn ctrl_c_keeps_what_is_done_as_a_part_file() {
    use std::process::{Command, Stdio};
    use std::time::Duration;

    use crate::fixture::{Yagura, done};

    let yagura = Yagura::new("interrupt");
    let child = yagura
        .command(&["compare", "--parameter-draws", "100000", "--replications", "50", "--out", "out"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // Long enough for the first rows to be written, in whatever build; the work itself would take hours.
    let part = yagura.folder.join("out/incidents.csv.part");
    for _ in 0..600 {
        if std::fs::metadata(&part).is_ok_and(|metadata| metadata.len() > 0) {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    let status = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    assert!(status.success());
    let done = done(child.wait_with_output().expect("it ends"));
    assert_eq!(done.code, 130, "{}", done.whole());
    assert_eq!(yagura.names("out"), ["incidents.csv.part"]);
    let rows = yagura.read("out/incidents.csv.part");
    assert!(rows.ends_with('\n') && rows.lines().count() > 1, "whole rows are kept");
    assert!(done.stderr.contains("incidents.csv.part"), "{}", done.stderr);
}
