//! `yagura sweep PLAN`: a batch of comparisons, in parts that survive whatever happens, alone or as one shard of many.

pub(crate) mod batch;
mod dry_run;
mod join;
mod packed;
mod part;
mod parts;
mod play;
mod scratch;
mod shard;

use std::path::{Path, PathBuf};

use clap::Args;
use yagura_scenarios::{Code, Diagnostic, Diagnostics, Expected};

use crate::failure::Failure;
use crate::folder::{Existing, Folder};
use crate::session::Session;
use batch::Batch;
use part::PartFault;
use parts::{Head, Parts};
use shard::Shard;

/// Arguments of `sweep`.
#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "flags of the command line")]
pub(crate) struct Arguments {
    /// Plan file
    #[arg(value_name = "PLAN")]
    pub(crate) plan: PathBuf,
    /// Folder for the tables, and for the parts until they are joined
    #[arg(long, value_name = "DIR", required_unless_present = "dry_run")]
    pub(crate) out: Option<PathBuf>,
    /// Go on where an interrupted sweep of the same plan stopped
    #[arg(long)]
    pub(crate) resume: bool,
    /// Start again in a folder that holds something: parts in it are lost, files of the same names replaced
    #[arg(long, conflicts_with = "resume")]
    pub(crate) force: bool,
    /// Play one share of the work and leave its parts for `yagura merge`: shard I of N, from 0 [default: from YAGURA_SHARD_INDEX (else
    /// SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX) and YAGURA_SHARD_COUNT, else all of it]. Called again, it goes on by itself
    #[arg(long, value_name = "I/N", conflicts_with = "force")]
    pub(crate) shard: Option<Shard>,
    /// Say how much there is to do, how long it will take and how much disk it needs; nothing is written
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Worker threads; results do not depend on them [default: as many as the machine has]
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) threads: Option<u16>,
}

/// Plays what is missing; unless it is a shard's share, joins it.
pub(crate) fn execute(session: &Session, arguments: &Arguments) -> Result<(), Failure> {
    let shard = shard::shard_or_refusal(session, arguments.shard)?;
    if arguments.dry_run {
        let batch = Batch::load(session, &arguments.plan, arguments.threads)?;
        return dry_run::print(session, &batch, shard.unwrap_or(Shard::WHOLE));
    }
    let Some(out) = &arguments.out else { return Ok(()) };
    let parts = Parts::of(out);
    if shard.is_none() && !arguments.resume && !arguments.force {
        Folder::check(out, Existing::Refuse)?;
    }
    let batch = Batch::load(session, &arguments.plan, arguments.threads)?;
    let head = Head {
        version: env!("CARGO_PKG_VERSION").into(),
        plan: batch.hash.clone(),
        shards: shard.unwrap_or(Shard::WHOLE).count,
        file: std::path::absolute(&arguments.plan).unwrap_or_else(|_| arguments.plan.clone()),
    };
    if arguments.force {
        parts.discard().map_err(|error| Failure::at(out, error))?;
    }
    match parts.head().map_err(|error| Failure::at(out, error))? {
        Some(known) => same_cut(session, out, &known, &head)?,
        // Finished already: what is left of the parts goes.
        None if arguments.resume && is_joined(out, &batch) => return parts.remove().map_err(|e| Failure::at(out, e)),
        None => {
            let existing =
                if arguments.force || arguments.resume && parts.exist() { Existing::Replace } else { Existing::Refuse };
            match Folder::open(out, existing) {
                // Another shard came first.
                Err(Failure::FolderInUse(_)) if shard.is_some() && parts.exist() => {}
                opened => drop(opened?),
            }
            parts.begin(&head).map_err(|error| Failure::at(out, error))?;
        }
    }
    let wanted = parts.wanted(&batch, shard.unwrap_or(Shard::WHOLE));
    play::play(session, &batch, &wanted)?;
    if let Some(Shard { index, count }) = shard {
        let said = [("index", index.into()), ("count", count.into()), ("parts", wanted.len().into())];
        session.remark(&session.say("shard-done", &said));
        return Ok(());
    }
    join::join(session, &batch, &wanted, out)?;
    parts.remove().map_err(|error| Failure::at(out, error))
}

/// Whether the tables in `out` are those of this plan and version, and whole.
fn is_joined(out: &Path, batch: &Batch) -> bool {
    batch.comparisons.iter().all(|comparison| {
        let folder = if batch.comparisons.len() == 1 { out.to_owned() } else { out.join(&comparison.plan.city) };
        crate::report::read(&folder).is_ok_and(|tables| {
            let manifest = &tables.manifest;
            let ours = manifest.plan.as_ref().is_some_and(|plan| plan.sha256 == batch.plan.input.sha256);
            let inputs = &comparison.question.inputs;
            let same = manifest.inputs.iter().map(|input| &input.sha256).eq(inputs.iter().map(|input| &input.sha256));
            ours && same && manifest.version == env!("CARGO_PKG_VERSION") && folder.join("report.html").is_file()
        })
    })
}

/// Parts of another plan, another version or another number of shards are not gone on with.
fn same_cut(session: &Session, out: &Path, known: &Head, ours: &Head) -> Result<(), Failure> {
    let path = ("path", out.display().to_string().into());
    let sentence = if known.version != ours.version {
        session.say("sweep-other-version", &[path, ("version", known.version.as_str().into())])
    } else if known.plan != ours.plan {
        session.say("sweep-other-plan", &[path])
    } else if known.shards != ours.shards {
        session.say("sweep-other-count", &[path, ("known", known.shards.into()), ("ours", ours.shards.into())])
    } else {
        return Ok(());
    };
    Err(Failure::Usage(sentence))
}

/// What is wrong with the part at `path`, as a failure.
fn part_failure(session: &Session, path: &Path, fault: PartFault) -> Failure {
    let file = path.display().to_string();
    let whole = |code, value: &str, expected: &str| {
        Diagnostics::from(Diagnostic::of_file(code, &file, value, Expected::Form(expected.into()))).into()
    };
    let again = "the part as its shard wrote it: remove it and run the shard again";
    match fault {
        PartFault::InputOutput(error) => Failure::at(path, error),
        PartFault::Damaged => whole(Code::ChangedFile, "", again),
        PartFault::OtherPlan => whole(Code::OtherRun, "plan", "parts of one plan and of the same inputs"),
        PartFault::OtherVersion(version) => whole(Code::OtherRun, &version, "parts of one version of the program"),
        PartFault::OtherCut => whole(Code::OtherRun, "shard", "parts of one cut of the work"),
        PartFault::Differs => Failure::CheckFailed(session.say("part-differs", &[("path", file.into())])),
    }
}

/// Arguments of `merge`.
#[derive(Args, Debug)]
pub(crate) struct MergeArguments {
    /// Folder into which every shard wrote its parts
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,
    /// Folder for the tables
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Replace files in a folder that holds some
    #[arg(long)]
    pub(crate) force: bool,
    /// Plan file, if it does not lie any more where the shards found it
    #[arg(long, value_name = "PLAN")]
    pub(crate) plan: Option<PathBuf>,
}

/// `yagura merge DIR --out DIR`: joins the parts of all shards.
pub(crate) fn merge(session: &Session, arguments: &MergeArguments) -> Result<(), Failure> {
    Folder::check(&arguments.out, Existing::as_forced(arguments.force))?;
    let dir = &arguments.dir;
    let parts = Parts::of(dir);
    let Some(head) = parts.head().map_err(|error| Failure::at(dir, error))? else {
        return Err(Failure::Usage(session.say("merge-no-parts", &[("path", dir.display().to_string().into())])));
    };
    let plan = arguments.plan.as_ref().unwrap_or(&head.file);
    let batch = Batch::load(session, plan, None)?;
    let ours = Head { version: env!("CARGO_PKG_VERSION").into(), plan: batch.hash.clone(), ..head.clone() };
    same_cut(session, dir, &head, &ours)?;
    let all = |index| parts.wanted(&batch, Shard { index, count: head.shards });
    let wanted: Vec<_> = (0..head.shards).flat_map(all).collect();
    let missing: Vec<_> = wanted.iter().filter(|part| !part.path.exists()).collect();
    if !missing.is_empty() {
        let mut shards: Vec<u32> = missing.iter().map(|part| part.label.shard).collect();
        shards.dedup();
        let list: Vec<String> = shards.iter().map(ToString::to_string).collect();
        let said = [
            ("missing", missing.len().into()),
            ("parts", wanted.len().into()),
            ("shards", list.join(",").into()),
            ("count", head.shards.into()),
        ];
        return Err(Failure::Incomplete(session.say("merge-incomplete", &said)));
    }
    // Every byte is checked before any is written.
    for part in &wanted {
        part.is_done().map_err(|fault| part_failure(session, &part.path, fault))?;
    }
    join::join(session, &batch, &wanted, &arguments.out)
}
