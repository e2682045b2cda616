//! A fact of the log as a sentence.

use yagura_sim::city::{City, Name};
use yagura_sim::ids::{AssetIndex, OrganisationIndex, ServiceIndex};
use yagura_sim::incident::Fact;
use yagura_sim::knowledge::Catalogue;
use yagura_sim::scenario::Scenario;

use crate::words::{Words, hours, number, percent};

/// Knows the names of everything that a fact mentions.
#[derive(Clone, Copy)]
pub struct Teller<'a> {
    /// The messages.
    pub words: &'a Words,
    /// The city.
    pub city: &'a City,
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The scenario.
    pub scenario: &'a Scenario,
}

impl Teller<'_> {
    /// The sentence.
    #[must_use]
    pub fn sentence(&self, fact: &Fact) -> String {
        let words = self.words;
        match *fact {
            Fact::Tried { step, target, round, success } => {
                let key = if success { "story-tried-success" } else { "story-tried-failure" };
                words.say(
                    key,
                    &[
                        ("technique", self.technique(step).into()),
                        ("target", self.asset(target).into()),
                        ("round", round.into()),
                        ("tries", (round + 1).into()),
                    ],
                )
            }
            Fact::Seized { asset, from, administrator, .. } => {
                let rights = if administrator { "yes" } else { "no" };
                match from {
                    Some(from) => words.say(
                        "story-seized-from",
                        &[
                            ("asset", self.asset(asset).into()),
                            ("administrator", rights.into()),
                            ("from", self.asset(from).into()),
                        ],
                    ),
                    None => words
                        .say("story-seized", &[("asset", self.asset(asset).into()), ("administrator", rights.into())]),
                }
            }
            Fact::Down { asset } => self.about("story-down", asset),
            Fact::Tainted { asset, origin } if asset == origin => self.about("story-tainted-here", asset),
            Fact::Tainted { asset, origin } => self.between("story-tainted", asset, origin),
            Fact::TaintStopped { asset, origin } => self.between("story-taint-stopped", asset, origin),
            Fact::TaintCleared { origin } => words.say("story-taint-cleared", &[("origin", self.asset(origin).into())]),
            Fact::Commanded { asset } => self.about("story-commanded", asset),
            Fact::Exfiltrated { asset, dataset, records } => words.say(
                "story-exfiltrated",
                &[
                    ("asset", self.asset(asset).into()),
                    ("dataset", self.name(&self.city.datasets[dataset.row()].name).into()),
                    ("records", number(records).into()),
                ],
            ),
            Fact::Published { asset, dataset } => words.say(
                "story-published",
                &[
                    ("asset", self.asset(asset).into()),
                    ("dataset", self.name(&self.city.datasets[dataset.row()].name).into()),
                ],
            ),
            Fact::TakenDown { asset } => self.about("story-taken-down", asset),
            Fact::Destroyed { asset } => self.about("story-destroyed", asset),
            Fact::GaveUp => words.say("story-gave-up", &[]),
            Fact::Alerted { desk, asset, signal, wait_h } => words.say(
                "story-alerted",
                &[
                    ("desk", self.organisation(desk).into()),
                    ("asset", self.asset(asset).into()),
                    ("signal", words.name_of(signal).into()),
                    ("wait", hours(words, wait_h).into()),
                ],
            ),
            Fact::Dismissed { desk, asset, signal } => words.say(
                "story-dismissed",
                &[
                    ("desk", self.organisation(desk).into()),
                    ("asset", self.asset(asset).into()),
                    ("signal", words.name_of(signal).into()),
                ],
            ),
            Fact::Detected { source, organisation, asset } => words.say(
                "story-detected",
                &[
                    ("source", words.name_of(source).into()),
                    ("organisation", self.organisation(organisation).into()),
                    ("asset", self.asset(asset).into()),
                ],
            ),
            Fact::Told { organisation, after_h } => words.say(
                "story-told",
                &[("organisation", self.organisation(organisation).into()), ("after", hours(words, after_h).into())],
            ),
            Fact::Decided { organisation, negotiated } => {
                let key = if negotiated { "story-decided-negotiated" } else { "story-decided" };
                self.by(key, organisation)
            }
            Fact::Isolated { asset, .. } => self.about("story-isolated", asset),
            Fact::EntryClosed => words.say("story-entry-closed", &[]),
            Fact::Contained => words.say("story-contained", &[]),
            Fact::RootCauseFound => words.say("story-root-cause-found", &[]),
            Fact::Restored { asset, from_backup } => {
                let backup = if from_backup { "yes" } else { "no" };
                words.say("story-restored", &[("asset", self.asset(asset).into()), ("backup", backup.into())])
            }
            Fact::Recovered => words.say("story-recovered", &[]),
            Fact::ServiceWrong { service } => self.of_service("story-service-wrong", service),
            Fact::ServiceRight { service } => self.of_service("story-service-right", service),
            Fact::Capacity { service, attack: 0.0, response: 0.0 } => self.of_service("story-capacity-full", service),
            Fact::Capacity { service, attack, response } => words.say(
                "story-capacity",
                &[
                    ("service", self.service(service).into()),
                    ("capacity", percent(words, (1.0 - attack - response).max(0.0)).into()),
                    ("attack", percent(words, attack).into()),
                    ("response", percent(words, response).into()),
                ],
            ),
            Fact::CutOff { organisation } => self.by("story-cut-off", organisation),
            Fact::Reconnected { organisation } => self.by("story-reconnected", organisation),
            Fact::Cleaned { asset } => self.about("story-cleaned", asset),
        }
    }

    fn about(&self, key: &str, asset: AssetIndex) -> String {
        self.words.say(key, &[("asset", self.asset(asset).into())])
    }

    fn between(&self, key: &str, asset: AssetIndex, origin: AssetIndex) -> String {
        self.words.say(key, &[("asset", self.asset(asset).into()), ("origin", self.asset(origin).into())])
    }

    fn by(&self, key: &str, organisation: OrganisationIndex) -> String {
        self.words.say(key, &[("organisation", self.organisation(organisation).into())])
    }

    fn of_service(&self, key: &str, service: ServiceIndex) -> String {
        self.words.say(key, &[("service", self.service(service).into())])
    }

    /// An asset's name, or its id where it has none.
    fn asset(&self, asset: AssetIndex) -> String {
        let asset = &self.city.assets[asset.row()];
        match self.name(&asset.name) {
            "" => asset.id.clone(),
            name => name.to_owned(),
        }
    }

    fn organisation(&self, organisation: OrganisationIndex) -> String {
        self.name(&self.city.organisations[organisation.row()].name).to_owned()
    }

    fn service(&self, service: ServiceIndex) -> String {
        self.name(&self.city.services[service.row()].name).to_owned()
    }

    fn technique(&self, step: u8) -> String {
        let technique =
            self.scenario.steps.get(usize::from(step)).map(|step| &self.catalogue.techniques[step.technique.row()]);
        technique.map_or_else(String::new, |technique| {
            self.words.language().choose(&technique.name_en, &technique.name_ja).to_owned()
        })
    }

    fn name<'n>(&self, name: &'n Name) -> &'n str {
        self.words.language().choose(&name.en, &name.ja)
    }
}
