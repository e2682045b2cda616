//! The first sheet of paper: the question, the sets, who leaves the least harm, whether the evidence separates them, what would decide.
//!
//! Whoever reads this sheet alone must be able to say which set to buy, or that the data cannot say.

use yagura_sim::measure::unit_of;

use super::block::{Block, Cell, Heading, Section, Sheet};
use super::context::{Context, in_order};
use super::costs::five_years;
use super::html::Html;
use super::number::{At, counted};
use super::ranking::{Finding, Line, Ranking};
use crate::statistics::{MINIMUM_STABILITY, Verdict};
use crate::summary::to_decide_in_words;
use crate::tables::{DifferenceRow, ValueRow, digits};
use crate::words::{Value, number, percent};

/// Undecided lines that are told on the first sheet; the others stand in the next section.
const TOLD: usize = 5;

/// The section.
pub(crate) fn section(context: Context<'_>) -> Section {
    let ranking = ranking(context);
    let mut blocks = vec![Block::paragraph(question(context))];
    let answer = answer(context, &ranking);
    blocks.push(Block::Paragraph { html: answer, class: "answer" });
    if ranking.finding() != Finding::Alone {
        blocks.push(Block::Table { sheet: standings(context, &ranking) });
        if context.sets().len() > 2 {
            blocks.push(context.note("page-rivals"));
        }
        blocks.push(Block::Table { sheet: verdicts(context) });
        blocks.push(Block::note(judged_by(context)));
        blocks.extend(undecided(context));
        blocks.extend(not_simulated(context));
    }
    if let Some(least) = &context.tables.manifest.trust {
        let least = context.say(&format!("confidence-{least}"), &[]);
        blocks.push(Block::note(Html::text(&context.say("answer-trust", &[("least", least.into())]))));
    }
    let agreement = percent(context.words, MINIMUM_STABILITY);
    blocks.push(Block::note(Html::text(&context.say("page-answer-caveat", &[("agreement", agreement.into())]))));
    Section { id: "answer".into(), heading: context.say("page-answer", &[]), blocks }
}

/// The verdicts on the primary measures: against the baseline, and of the sets against each other.
fn ranking(context: Context<'_>) -> Ranking<'_> {
    let lines = context
        .tables
        .differences
        .iter()
        .filter(|row| row.primary)
        .filter_map(|row| Some(Line { set: &row.control_set, against: &row.baseline, verdict: row.verdict? }));
    Ranking::new(context.sets(), context.baseline(), lines.chain(super::rivals::lines(context)).collect())
}

fn question(context: Context<'_>) -> Html {
    let manifest = &context.tables.manifest;
    let city = Html::text(&context.name("city", context.city()));
    let count = |path: &str, value: u64| {
        Html::made(format!("<span data-manifest=\"counts.{path}\">{}</span>", super::number::whole(value)))
    };
    context.sentence(
        "page-question",
        &[
            ("city", city.within("strong", "")),
            ("scenarios", count("scenarios", manifest.counts.scenarios)),
            ("sets", count("control_sets", manifest.counts.control_sets)),
            ("incidents", count("incidents", manifest.counts.incidents)),
        ],
    )
}

/// The answer in two or three sentences.
fn answer(context: Context<'_>, ranking: &Ranking<'_>) -> Html {
    let strong = |set: &str| strong(context, set);
    let baseline = || ("baseline", strong(context.baseline()));
    let list = |sets: &[&str]| {
        let names: Vec<Html> = sets.iter().map(|set| strong(set)).collect();
        Html::joined(&names, &context.say("page-list-and", &[]))
    };
    let mut sentences = Vec::new();
    match ranking.finding() {
        Finding::One { best, beside } => {
            sentences.push(context.sentence("page-answer-one", &[("set", strong(best))]));
            sentences.push(against_baseline(context, best));
            if !beside.is_empty() {
                sentences.push(context.sentence("page-answer-beside", &[("sets", list(&beside))]));
            }
            sentences.extend(price(context, best));
            for set in cheaper(context, ranking, best) {
                sentences.push(match extra(context, set) {
                    Some(extra) => {
                        let arguments = [&[("set", strong(set))][..], &extra].concat();
                        context.sentence("page-answer-cheaper-for", &arguments)
                    }
                    None => context
                        .sentence("page-answer-cheaper", &[("set", strong(set)), ("best", strong(best)), baseline()]),
                });
            }
        }
        Finding::Several { best, compared } => {
            sentences.push(context.sentence("page-answer-several", &[("sets", list(&best)), baseline()]));
            sentences.push(context.text(if compared {
                "page-answer-several-tied"
            } else {
                "page-answer-not-compared"
            }));
            if let Some(cheapest) = cheapest(context, &best) {
                sentences.push(context.sentence("page-answer-cheapest", &[("set", strong(cheapest))]));
                sentences.extend(price(context, cheapest));
            }
        }
        Finding::Torn { sets } => {
            sentences.push(context.sentence("page-answer-torn", &[("sets", list(&sets)), baseline()]));
        }
        Finding::Keep => sentences.push(context.sentence("page-answer-keep", &[baseline()])),
        Finding::Nothing => sentences.push(context.sentence("page-answer-nothing", &[baseline()])),
        Finding::Alone => sentences.push(context.text("page-answer-alone")),
    }
    Html::joined(&sentences, &context.say("page-sentence-space", &[]))
}

/// A set's name, told apart from the words around it.
fn strong(context: Context<'_>, set: &str) -> Html {
    context.set(set).within("strong", "")
}

/// In how many scenarios the set is better, worse, undecided.
fn against_baseline(context: Context<'_>, set: &str) -> Html {
    let count = |verdict: Verdict| counted_verdicts(context, set, verdict);
    let all = context.tables.differences.iter().filter(|row| row.primary && row.control_set == set).count();
    context.sentence(
        "page-answer-against",
        &[
            ("baseline", strong(context, context.baseline())),
            ("scenarios", counted("differences", &[("control_set", set), ("primary", "1")], all)),
            ("better", count(Verdict::Better)),
            ("worse", count(Verdict::Worse)),
        ],
    )
}

fn counted_verdicts(context: Context<'_>, set: &str, verdict: Verdict) -> Html {
    let n = context
        .tables
        .differences
        .iter()
        .filter(|row| row.primary && row.control_set == set && row.verdict == Some(verdict))
        .count();
    counted("differences", &[("control_set", set), ("primary", "1"), ("verdict", verdict.as_str())], n)
}

/// What the set costs more than the baseline, and how often it must be needed to pay for itself.
fn price(context: Context<'_>, set: &str) -> Vec<Html> {
    let mut sentences = Vec::new();
    sentences.extend(extra(context, set).map(|arguments| context.sentence("page-answer-price", &arguments)));
    let rates = values(context, set).filter_map(|(index, row)| Some((index, row, row.break_even_per_year?)));
    if let Some((index, row, rate)) = rates.min_by(|a, b| a.2.total_cmp(&b.2)) {
        let (at, column) = (At::new("value", index), "break_even_per_year");
        // Less than once a year is a time between two.
        let rate = if rate > 0.0 && rate < 1.0 {
            let years = context.say("page-once-in-years", &[("years", number(1.0 / rate).into())]);
            at.words(column, &digits(rate), &years)
        } else {
            context.sentence("page-times-a-year", &[("times", at.number(column, rate))])
        };
        sentences.push(
            context
                .sentence("page-answer-break-even", &[("scenario", context.scenario(&row.scenario)), ("rate", rate)]),
        );
    }
    sentences
}

/// Where the value of `set` against the baseline stands, scenario by scenario.
fn values<'a>(context: Context<'a>, set: &str) -> impl Iterator<Item = (usize, &'a ValueRow)> {
    context.tables.value.iter().enumerate().filter(move |(_, row)| row.control_set == set)
}

/// What `set` costs more than the baseline in five years; `None` where it is unknown, or less.
fn extra(context: Context<'_>, set: &str) -> Option<[(&'static str, Html); 4]> {
    values(context, set).find_map(|(index, row)| {
        let (at, words) = (At::new("value", index), context.words);
        let (low, mode, high) =
            (row.five_year_extra_low_jpy?, row.five_year_extra_mode_jpy?, row.five_year_extra_high_jpy?);
        (mode >= 0.0).then(|| {
            [
                ("mode", at.yen(words, "five_year_extra_mode_jpy", mode)),
                ("low", at.yen(words, "five_year_extra_low_jpy", low)),
                ("high", at.yen(words, "five_year_extra_high_jpy", high)),
                ("baseline", strong(context, &row.baseline)),
            ]
        })
    })
}

/// Sets that beat the baseline and cost less than `best`.
fn cheaper<'a>(context: Context<'a>, ranking: &Ranking<'a>, best: &str) -> Vec<&'a str> {
    let Some(price) = five_years(context, best).map(|cost| cost.mode) else { return Vec::new() };
    let beats = |set: &str| ranking.relation(set, context.baseline()) == super::ranking::Relation::Beats;
    let less = |set: &str| five_years(context, set).is_some_and(|cost| cost.mode < price);
    context.sets().into_iter().filter(|set| *set != best && beats(set) && less(set)).collect()
}

fn cheapest<'a>(context: Context<'a>, sets: &[&'a str]) -> Option<&'a str> {
    let priced = sets.iter().filter_map(|&set| Some((set, five_years(context, set)?.mode)));
    priced.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(set, _)| set)
}

/// The ranking with what each set costs.
fn standings(context: Context<'_>, ranking: &Ranking<'_>) -> Sheet {
    let baseline = context.baseline();
    let mut sheet = Sheet::new(
        context.text("page-standings"),
        vec![
            Heading::mark(&context.say("page-rank", &[])),
            Heading::text(&context.say("page-set", &[])),
            Heading::mark(&context.say("page-better-in", &[])),
            Heading::mark(&context.say("page-worse-in", &[])),
            Heading::mark(&context.say("page-undecided-in", &[])),
            Heading::number(&context.say("page-five-years", &[])),
        ],
    );
    for standing in ranking.standings() {
        let set = standing.set;
        let name = context.named("control_set", set);
        let about = Html::text(context.about("control_set", set)).within("span", "small");
        let name = name.and(&Html::made("<br>".into())).and(&about);
        let mut row = vec![Cell::mark(Html::text(&standing.rank.to_string())), Cell::head(name)];
        if set == baseline {
            row.push(Cell::mark(context.text("page-is-baseline")));
            row.extend((0..2).map(|_| Cell::mark(Html::text("–"))));
        } else {
            row.push(Cell::mark(counted_verdicts(context, set, Verdict::Better)));
            row.push(Cell::mark(counted_verdicts(context, set, Verdict::Worse)));
            let open = [Verdict::NotDistinguished, Verdict::NoVerdict].map(|v| (v, counted_verdicts(context, set, v)));
            let [(_, not), (_, none)] = open;
            row.push(Cell::mark(context.sentence("page-open-counts", &[("not", not), ("none", none)])));
        }
        row.push(Cell::number(super::costs::five_years_cell(context, set)));
        sheet.rows.push(row);
    }
    sheet
}

/// Scenario by scenario: the verdict on each set, with the means.
fn verdicts(context: Context<'_>) -> Sheet {
    let baseline = context.baseline();
    let others: Vec<&str> = context.sets().into_iter().filter(|set| *set != baseline).collect();
    let mut headings = vec![
        Heading::text(&context.say("page-scenario", &[])),
        Heading::text(&context.say("page-judged-by", &[])),
        Heading::number(&context.name("control_set", baseline)),
    ];
    headings.extend(others.iter().map(|set| Heading::text(&context.name("control_set", set))));
    let mut sheet = Sheet::new(context.text("page-verdicts"), headings);
    for scenario in context.scenarios() {
        let rows: Vec<Option<(usize, &DifferenceRow)>> =
            others.iter().map(|set| context.difference(scenario, set, |row| row.primary)).collect();
        let Some(&Some((first, one))) = rows.iter().find(|row| row.is_some()) else { continue };
        let unit = unit_of(one.measure);
        let like = one.baseline_mean.unwrap_or(0.0);
        let of_baseline = one.baseline_mean.map_or_else(
            || Html::text("–"),
            |mean| At::new("differences", first).quantity(context.words, "baseline_mean", unit, mean, like),
        );
        let mut row = vec![
            Cell::head(context.scenario(scenario)),
            Cell::text(Html::text(&context.measure(one.measure))),
            Cell::number(of_baseline),
        ];
        for found in &rows {
            row.push(Cell::text(found.map_or_else(Html::default, |(index, row)| {
                let mean = row.mean.map_or_else(Html::default, |mean| {
                    At::new("differences", index).quantity(context.words, "mean", unit, mean, like)
                });
                verdict(context, row).and(&Html::text(" ")).and(&mean)
            })));
        }
        sheet.rows.push(row);
    }
    sheet
}

/// What the measures mean by which the scenarios are judged, each once.
fn judged_by(context: Context<'_>) -> Html {
    let measures = in_order(context.tables.differences.iter().filter(|row| row.primary).map(|row| row.measure));
    let meanings: Vec<Html> = measures
        .into_iter()
        .map(|measure| {
            let name = Html::text(&context.measure(measure)).within("strong", "");
            let definition = format!("measure-{}-definition", measure.replace('_', "-"));
            context.sentence("page-judged-meaning", &[("measure", name), ("meaning", context.text(&definition))])
        })
        .collect();
    Html::joined(&meanings, &context.say("page-sentence-space", &[]))
}

/// How many controls each set adds or drops that nothing simulates: the verdicts ignore them.
fn not_simulated(context: Context<'_>) -> Vec<Block> {
    let baseline = context.baseline();
    let left_out = in_order(
        context
            .tables
            .traceability
            .iter()
            .filter(|row| !row.not_modelled_reason_en.is_empty())
            .map(|row| &*row.control),
    );
    let coverage = |set: &str, control: &str| {
        let row = context.tables.costs.iter().find(|row| row.control_set == set && row.control == control);
        row.map_or(Some(0.0), |row| row.coverage)
    };
    let sets: Vec<Html> = context
        .sets()
        .into_iter()
        .filter_map(|set| {
            let differs = |control: &&&str| coverage(set, control) != coverage(baseline, control);
            let n = left_out.iter().filter(differs).count();
            let arguments = [("set", context.set(set)), ("n", Html::text(&n.to_string()))];
            (n > 0).then(|| context.sentence("page-answer-ignored-set", &arguments))
        })
        .collect();
    if sets.is_empty() {
        return Vec::new();
    }
    let list = Html::joined(&sets, &context.say("page-list-comma", &[]));
    vec![Block::note(context.sentence("page-answer-ignored", &[("list", list)]))]
}

/// The verdict of a row as a mark and a word.
pub(crate) fn verdict(context: Context<'_>, row: &DifferenceRow) -> Html {
    verdict_word(context, row.verdict)
}

/// A verdict as a mark and a word: neither colour alone nor shape alone carries it.
pub(crate) fn verdict_word(context: Context<'_>, verdict: Option<Verdict>) -> Html {
    let (mark, class) = match verdict {
        Some(Verdict::Better) => ("●", "better"),
        Some(Verdict::Worse) => ("▼", "worse"),
        Some(Verdict::NotDistinguished) => ("○", "open"),
        Some(Verdict::NoVerdict) => ("–", "open"),
        None => return Html::default(),
    };
    let word = verdict.map_or_else(String::new, |verdict| {
        context.say(&format!("verdict-{}", verdict.as_str().replace(' ', "-")), &[])
    });
    Html::text(&format!("{mark} {word}")).within("span", class)
}

/// What would decide the undecided lines.
fn undecided(context: Context<'_>) -> Vec<Block> {
    let open: Vec<(usize, &DifferenceRow)> = context
        .tables
        .differences
        .iter()
        .enumerate()
        .filter(|(_, row)| row.primary && row.undecided.is_some())
        .collect();
    if open.is_empty() {
        return vec![context.paragraph("page-all-decided")];
    }
    let mut items: Vec<Html> = open
        .iter()
        .take(TOLD)
        .map(|(index, row)| {
            context.sentence(
                "page-undecided-line",
                &[
                    ("set", context.set(&row.control_set)),
                    ("scenario", context.scenario(&row.scenario)),
                    ("hint", hint(context, *index, row)),
                ],
            )
        })
        .collect();
    if open.len() > TOLD {
        let more: Value<'_> = (open.len() - TOLD).into();
        items.push(Html::text(&context.say("page-undecided-more", &[("more", more)])));
    }
    vec![context.heading("page-would-decide"), Block::List { items }]
}

/// What would decide one line.
pub(crate) fn hint(context: Context<'_>, index: usize, row: &DifferenceRow) -> Html {
    let text = to_decide_in_words(context.words, row).unwrap_or_default();
    At::new("differences", index).words("to_decide", &row.to_decide, &text)
}
