//! The disk is full. A small file system of its own where mounting is permitted, else a limit on the size of files.

use std::path::Path;
use std::process::Command;

use crate::fixture::{Place, assert_same, done};
use crate::{place, undisturbed};

/// A file system of so many kibibytes; unmounted when it is dropped.
struct SmallDisk<'a>(&'a Path);

impl<'a> SmallDisk<'a> {
    fn mounted(at: &'a Path, kibibytes: u32) -> Option<Self> {
        std::fs::create_dir_all(at).ok()?;
        let size = format!("size={kibibytes}k");
        let status = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(at).output().ok()?.status;
        status.success().then_some(Self(at))
    }

    fn grow(&self) {
        let remounted = Command::new("mount").args(["-o", "remount,size=64m"]).arg(self.0).status();
        assert!(remounted.is_ok_and(|status| status.success()));
    }
}

impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0).status();
    }
}

/// The program under a limit on the size of every file: writing beyond it fails as on a full disk.
#[cfg(unix)]
fn limited(place: &Place, blocks: u32, arguments: &str) -> Command {
    let mut command = Command::new("sh");
    let program = env!("CARGO_BIN_EXE_yagura");
    command
        .current_dir(&place.folder)
        .args(["-c", &format!("trap '' XFSZ; ulimit -f {blocks}; exec {program} {arguments}")]);
    command.env("LC_ALL", "C");
    command
}

#[cfg(unix)]
#[test]
fn a_full_disk_ends_with_5_and_once_there_is_room_the_sweep_goes_on() {
    let place = place("full");
    let whole = undisturbed(&place);
    let disk = place.path("disk");
    let mut full = 0;
    if let Some(disk) = SmallDisk::mounted(&disk, 96) {
        place.call("sweep plan.toml --out disk/out").ends(5).says("No space left");
        full += 1;
        disk.grow();
        place.call("sweep plan.toml --out disk/out --resume").ends(0);
        assert_same(&place.files("disk/out"), &whole);
        println!("faults: a file system of 96 KiB filled up; resumed with room, the bytes were right");
    } else {
        println!("faults: skipped: mounting is not permitted here; a limit on file sizes stands in for it");
    }
    // At several moments: while parts are written, and while tables are.
    for blocks in [1, 2, 8, 64] {
        let out = format!("limited-{blocks}");
        let ended =
            done(&limited(&place, blocks, &format!("sweep plan.toml --out {out}")).output().expect("it starts"));
        if ended.code == 0 {
            continue;
        }
        ended.ends(5);
        full += 1;
        let leftover = place.files(&out).into_keys().filter(|name| name.contains("/.")).count();
        assert_eq!(leftover, 0, "nothing half-written stays");
        let resume = if place.path(&out).join("parts").exists() { "--resume" } else { "--force" };
        place.call(&format!("sweep plan.toml --out {out} {resume}")).ends(0);
        assert_same(&place.files(&out), &whole);
    }
    assert!(full >= 2, "the limits were too generous to test anything");
    println!("faults: {full} times no room to write; 5 each time, then resumed with the right bytes");
}
