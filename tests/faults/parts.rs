//! Parts that are missing, altered, or of something else.

use std::fs;

use crate::fixture::assert_same;
use crate::{PLAN, place, undisturbed};

#[test]
fn a_removed_part_is_missed_by_the_merge_and_made_again_by_its_shard() {
    let place = place("removed");
    let whole = undisturbed(&place);
    for index in 0..3 {
        place.call(&format!("sweep plan.toml --out work --shard {index}/3")).ends(0);
    }
    let parts = place.parts("work");
    let lost = parts.iter().filter(|part| part.to_string_lossy().contains("1-of-3")).nth(2).expect("a part of shard 1");
    fs::remove_file(lost).expect("a part to lose");
    place.call("merge work --out merged").ends(4).says("of these shards of 3: 1");
    assert!(!place.path("merged").exists(), "an incomplete merge writes nothing");
    place.call("sweep plan.toml --out work --shard 1/3").ends(0);
    place.call("merge work --out merged").ends(0);
    assert_same(&place.files("merged"), &whole);
    // A whole shard that never ran.
    fs::remove_dir_all(place.path("work/parts/2-of-3")).expect("a shard to lose");
    place.call("merge work --out again").ends(4).says("of these shards of 3: 2");
    println!("faults: 1 part and 1 shard removed; both missed by name, made again, merged right");
}

#[test]
fn an_altered_byte_anywhere_is_found_before_anything_is_written() {
    let place = place("altered");
    let whole = undisturbed(&place);
    place.call("sweep plan.toml --out work --shard 0/1").ends(0);
    let parts = place.parts("work");
    let mut found = 0;
    for (number, part) in parts.iter().enumerate().take(6) {
        let right = fs::read(part).expect("a part");
        let mut wrong = right.clone();
        // The first line, the label, the body, the checksum.
        let at = [0, 40, right.len() / 2, right.len() - 1][number % 4];
        wrong[at] ^= 0x10;
        fs::write(part, wrong).expect("a part to alter");
        place.call("merge work --out merged").ends(3).says("changed-file").says("remove it and run the shard again");
        place.call("sweep plan.toml --out work --shard 0/1").ends(3).says("changed-file");
        fs::write(part, right).expect("a part to mend");
        found += 1;
    }
    assert!(!place.path("merged").exists(), "nothing was written");
    place.call("merge work --out merged").ends(0);
    assert_same(&place.files("merged"), &whole);
    println!("faults: {found} bytes altered in parts, all found by merge and by resume, none merged");
}

#[test]
fn parts_of_another_plan_version_or_cut_are_refused() {
    let place = place("mixed");
    place.call("sweep plan.toml --out work --shard 0/2").ends(0);
    // Another number of shards, another plan, in the folder of the first.
    place.call("sweep plan.toml --out work --shard 0/3").ends(2).says("parts of 2 shards, not of 3");
    fs::write(place.path("other.toml"), format!("{PLAN}seed = 2\n")).expect("a plan");
    place.call("sweep other.toml --out work --shard 1/2").ends(2).says("parts of another plan");
    // A part of another plan that was copied in.
    place.call("sweep plan.toml --out work --shard 1/2").ends(0);
    place.call("sweep other.toml --out others --shard 1/2").ends(0);
    let (ours, theirs) = (place.parts("work/parts/1-of-2"), place.parts("others/parts/1-of-2"));
    fs::copy(&theirs[0], &ours[0]).expect("a copied part");
    place.call("merge work --out merged").ends(3).says("parts of one plan and of the same inputs");
    // A part under the name of another.
    let right = fs::read(&ours[1]).expect("a part");
    fs::write(&ours[0], right).expect("a misnamed part");
    place.call("merge work --out merged").ends(3).says("parts of one cut of the work");
    // The plan itself was changed after the shards had run.
    fs::write(place.path("plan.toml"), PLAN.replace("replications = 4", "replications = 5")).expect("a plan");
    place.call("merge work --out merged").ends(2).says("parts of another plan");
    fs::write(place.path("plan.toml"), PLAN).expect("a plan");
    // Another version of the program.
    let head = place.path("work/parts/plan.json");
    let text = fs::read_to_string(&head).expect("the head of the parts");
    let other = text.replace(concat!("\"", env!("CARGO_PKG_VERSION"), "\""), "\"0.0.9\"");
    assert_ne!(text, other);
    fs::write(&head, other).expect("a changed head");
    place.call("merge work --out merged").ends(2).says("parts of version 0.0.9");
    place.call("sweep plan.toml --out work --shard 0/2").ends(2).says("parts of version 0.0.9");
    println!("faults: 8 mixtures of plans, versions and cuts, all refused");
}

#[test]
fn a_shard_that_cannot_be_told_is_refused() {
    let place = place("which");
    let refused = |variables: &[(&str, &str)], arguments: &str, words: &str| {
        let arguments = format!("sweep plan.toml --out work {arguments}");
        let output = place.command(&arguments).envs(variables.iter().copied()).output().expect("the program starts");
        crate::fixture::done(&output).ends(2).says(words);
    };
    refused(&[("SLURM_ARRAY_TASK_ID", "1")], "", "nothing says of how many");
    refused(&[("SLURM_ARRAY_TASK_ID", "1"), ("SLURM_ARRAY_TASK_COUNT", "4")], "", "nothing says of how many");
    refused(&[("YAGURA_SHARD_INDEX", "1")], "", "nothing says of how many");
    refused(&[("YAGURA_SHARD_COUNT", "4")], "", "nothing says which shard");
    refused(&[("SLURM_ARRAY_TASK_ID", "4"), ("YAGURA_SHARD_COUNT", "4")], "", "there is no shard 4 of 4");
    refused(&[("YAGURA_SHARD_INDEX", "one"), ("YAGURA_SHARD_COUNT", "4")], "", "no whole number");
    refused(&[], "--shard 4/4", "there is no shard 4");
    refused(&[], "--shard 4", "I/N is expected");
    assert!(!place.path("work").exists());
    println!("faults: 8 shards that cannot be told, all refused");
}
