// What the server of the workshop hands to the page, as types.

/** @typedef {import("./types.js").Lang} Lang */
/** @typedef {import("./types.js").Text} Text */
/** @typedef {import("./words.js").Speech} Speech */

/** @typedef {"city" | "scenario" | "choose" | "predict" | "run" | "compare" | "debrief"} Phase */

/** @typedef {[number, number, number]} Cost low, most likely and high, yen in five years */

/**
 * @typedef {object} Prediction
 * @property {number | null} noticed_h null: nobody notices
 * @property {number} assets
 * @property {string} caller
 * @property {string} called
 * @property {number} lost
 * @property {string} why
 */

/**
 * @typedef {object} Team
 * @property {string} id
 * @property {string} name
 * @property {boolean} chosen
 * @property {boolean} predicted
 * @property {boolean} played
 * @property {boolean} asked
 * @property {string[] | null} [basket] only where it may be seen
 * @property {Prediction | null} [prediction]
 * @property {Cost} [cost]
 * @property {boolean} [knocked_out]
 * @property {string} [expression]
 * @property {string} [fault]
 */

/**
 * @typedef {object} Job
 * @property {string[]} teams
 * @property {boolean} baseline
 * @property {"play" | "knock_out"} work
 * @property {number} place 0 is running
 * @property {number} done
 * @property {number} total
 */

/**
 * The workshop as this browser may see it.
 * @typedef {object} RoomState
 * @property {number} version
 * @property {"facilitator" | "team" | "guest"} role
 * @property {string | null} team
 * @property {Phase} phase
 * @property {boolean} open baskets and predictions can still be changed
 * @property {string} scenario
 * @property {number} budget_jpy
 * @property {{ draws: number, replications: number }} size
 * @property {Team[]} teams
 * @property {Job[]} queue
 * @property {number} waiting
 * @property {boolean} all_played
 */

/**
 * @typedef {object} OrganisationCard
 * @property {string} id
 * @property {Text} name
 * @property {Text} role
 * @property {string} category
 * @property {Text} security_operations
 * @property {string} office_hours
 * @property {number} analysts
 * @property {number} operates
 */

/**
 * @typedef {object} ServiceCard
 * @property {string} id
 * @property {Text} name
 * @property {string} provider
 * @property {number} users
 * @property {boolean} safety_relevant
 * @property {Text} fallback
 * @property {number} fallback_capacity
 * @property {number} assets
 */

/**
 * @typedef {object} AssetCard
 * @property {string} id
 * @property {Text} name
 * @property {string} kind
 * @property {Text} kind_name
 * @property {string} category
 * @property {string} zone
 * @property {string} service
 * @property {string} owner
 * @property {string} operator
 * @property {number | null} lat
 * @property {number | null} lon
 * @property {number} stands_for
 */

/** @typedef {{ id: string, name: Text, category: string, operator: string, medium: Text, internet_facing: boolean }} ZoneCard */

/** @typedef {{ supplier: string, customer: string, kind: Text, may_isolate: string[], call_out_h: number | null }} ContractCard */

/**
 * @typedef {object} CityCard
 * @property {string} id
 * @property {Text} name
 * @property {number} population
 * @property {string} source
 * @property {OrganisationCard[]} organisations
 * @property {ZoneCard[]} zones
 * @property {ServiceCard[]} services
 * @property {ContractCard[]} contracts
 * @property {AssetCard[]} assets
 * @property {{ from: string, to: string, protected: boolean }[]} flows
 */

/**
 * @typedef {object} ScenarioCard
 * @property {string} id
 * @property {Text} title
 * @property {Text} briefing
 * @property {Text} first_notice
 * @property {Text} resemblance
 * @property {string[]} risks
 * @property {string} primary
 * @property {number} horizon_d
 * @property {{ kind: Text, skill: Text } | null} attacker
 * @property {boolean} core
 */

/**
 * @typedef {object} EffectCard
 * @property {Text} mechanism
 * @property {Text} acts_on
 * @property {string} confidence
 * @property {Text} confidence_name
 * @property {string} source
 */

/**
 * @typedef {object} ControlCard
 * @property {string} id
 * @property {Text} title
 * @property {Text} family
 * @property {Text} text
 * @property {Text[]} categories
 * @property {Text} not_simulated
 * @property {number | "today" | null} has
 * @property {Cost | null} price
 * @property {Text | null} price_text
 * @property {Text | null} price_range
 * @property {EffectCard[]} effects
 */

/** @typedef {{ id: string, name: Text, about: Text, controls: string[] }} PresetCard */

/** @typedef {{ key: string, unit: string, unit_name: Text, name: Text, plain: Text, definition: Text }} MeasureCard */

/** @typedef {{ id: string, incident: Text, controls: string[] }} RiskCard */

/**
 * What does not change while a workshop is held.
 * @typedef {object} Cards
 * @property {CityCard} city
 * @property {ScenarioCard[]} scenarios
 * @property {ControlCard[]} controls
 * @property {PresetCard[]} presets
 * @property {{ id: string, expression: string, name: Text, about: Text }} baseline
 * @property {MeasureCard[]} measures
 * @property {RiskCard[]} risks
 */

/**
 * A measure under one set, and how it differs from the baseline.
 * @typedef {object} Value
 * @property {number} n
 * @property {number} n_missing
 * @property {number | null} mean
 * @property {number | null} low
 * @property {number | null} high
 * @property {number | null} median
 * @property {Text | null} mean_text
 * @property {Text | null} interval_text
 * @property {Text | null} median_text
 * @property {Text | null} p95_text
 * @property {Text | null} zero_text
 * @property {Text | null} missing_text
 * @property {number | null} difference
 * @property {number | null} difference_low
 * @property {number | null} difference_high
 * @property {Text | null} difference_text
 * @property {Text | null} difference_interval_text
 * @property {Text | null} stability_text
 */

/**
 * @typedef {object} SetResult
 * @property {string} team empty: the baseline
 * @property {Record<string, Value>} values
 * @property {string | null} verdict
 * @property {Text | null} verdict_text
 * @property {Text | null} sentence
 */

/**
 * @typedef {object} WorthRow
 * @property {string} control
 * @property {number | null} difference
 * @property {Text | null} text
 * @property {string | null} verdict
 * @property {boolean} untouched
 */

/** What each control of a basket is worth. @typedef {{ draws: number, replications: number, rows: WorthRow[], plot: PlotCard | null }} Worth */

/** @typedef {{ control: string, part: string, techniques: Text[] }} Broken */

/** A picture, and where its panels lie on it: left, top, right, bottom as shares. @typedef {{ title: string, alt: string, svg: string, frames: number[][] }} Drawn */

/**
 * Everything that a panel draws, as columns. Places are shares of the panel, from the left and from below.
 * @typedef {object} PlotPanel
 * @property {Text} measure
 * @property {string[]} of team (empty: the baseline) or control
 * @property {number[]} x
 * @property {number[]} y
 * @property {(Text | null)[]} place where on the axis; nothing where rows stand below each other
 * @property {Text[]} says
 */

/** @typedef {{ kind: string, panels: PlotPanel[], en: Drawn, ja: Drawn }} PlotCard */

/**
 * @typedef {object} Results
 * @property {object} table
 * @property {string} table.scenario
 * @property {string} table.primary
 * @property {number} table.draws
 * @property {number} table.replications
 * @property {{ key: string, name: Text, unit: string, delay: boolean }[]} table.measures
 * @property {SetResult[]} table.sets
 * @property {PlotCard[]} table.plots
 * @property {{ links: Broken[], worth: Worth | null }[]} details one per set
 */

/**
 * A screen of the page.
 * @typedef {object} Screen
 * @property {HTMLElement} element
 * @property {() => void} update called after each change of the state
 * @property {() => void} [leave] called before it is taken away
 */

/**
 * What every screen is given.
 * @typedef {object} App
 * @property {Speech} speech
 * @property {Cards} cards
 * @property {RoomState} state
 * @property {import("./server.js").Server} server
 * @property {(text: string, alarm?: boolean) => void} announce says something to everybody who looks or listens
 * @property {(phase: Phase) => void} show opens a screen
 * @property {(token?: string) => Promise<void>} renew reads the state again, with another token if one is given
 * @property {import("./types.js").Words} words the messages of both languages
 * @property {() => string} addressed under which address the page was opened
 */

export {};
