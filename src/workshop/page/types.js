// What the server and the self-contained page hand to the screens: the JSON of `yagura_reports::replay`, as types.
// Everything that a person reads comes in both languages; indices are rows of the city's lists.

/** @typedef {"en" | "ja"} Lang */

/** @typedef {{ en: string, ja: string }} Text */

/** Messages by key, per language. @typedef {{ en: Record<string, string>, ja: Record<string, string> }} Words */

/**
 * @typedef {object} Organisation
 * @property {string} id
 * @property {Text} name
 * @property {string} role a word of the vocabulary `organisation-role`
 * @property {string} desk a word of the vocabulary `security-operations`
 */

/**
 * @typedef {object} Zone
 * @property {string} id
 * @property {Text} name
 * @property {string} category
 * @property {number} organisation who operates it
 * @property {string} medium
 * @property {boolean} internet_facing
 */

/**
 * @typedef {object} Asset
 * @property {string} id
 * @property {Text} name
 * @property {string} kind a word of the vocabulary `asset-kind`
 * @property {string} category
 * @property {number} zone
 * @property {number} organisation who operates it
 * @property {number} owner
 * @property {number} x east, in units of the plan
 * @property {number} y south, in units of the plan
 * @property {number[]} services those that need it, read it, decide at it or command it
 * @property {number[]} datasets
 * @property {number} stands_for real things that it stands for
 */

/**
 * @typedef {object} Service
 * @property {string} id
 * @property {Text} name
 * @property {number} organisation who provides it
 * @property {number} users
 * @property {number} criticality 1 to 5
 * @property {boolean} safety_relevant
 */

/** @typedef {{ id: string, name: Text, class: string, personal: boolean, records: number }} Dataset */

/** @typedef {{ from: number, to: number, protected: boolean }} Flow data from one asset to another */

/** @typedef {{ from: number, to: number }} Link a conduit from one zone to another */

/**
 * @typedef {object} City
 * @property {Text} name
 * @property {boolean} placed whether the assets carry places; without them only the plan by zone is drawn
 * @property {number} width of the plan, in its units
 * @property {number} height
 * @property {Organisation[]} organisations
 * @property {Zone[]} zones
 * @property {Asset[]} assets
 * @property {Service[]} services
 * @property {Dataset[]} datasets
 * @property {Flow[]} flows
 * @property {Link[]} links
 */

/**
 * A sentence with places `{0}`, `{1}` ... for names.
 * @typedef {object} Template
 * @property {string} fact the kind of fact, as in the event log
 * @property {"attack" | "notice" | "response" | "service"} lane
 * @property {string} en
 * @property {string} ja
 * @property {string} names one letter per place: `a` asset, `s` service, `d` dataset, `o` organisation
 */

/**
 * Columns of the events, in order of time.
 * @typedef {object} Events
 * @property {number[]} at_s seconds since the start
 * @property {number[]} template
 * @property {number[][]} names what stands in the template's places
 * @property {number[]} because event that led to it, or -1
 * @property {number[]} asset the asset that it is about, or -1
 */

/**
 * Where the groups of cells begin.
 * @typedef {object} Cells
 * @property {number} assets
 * @property {number} services
 * @property {number} datasets
 * @property {number} organisations
 * @property {number} incident
 * @property {number} size
 */

/**
 * Event `e` writes the cells `cell[i] = value[i]` for `start[e] <= i < start[e + 1]`.
 * @typedef {{ start: number[], cell: number[], value: number[] }} Diffs
 */

/** State after `event`, as the cells that are not 0. @typedef {{ event: number, cell: number[], value: number[] }} Keyframe */

/**
 * @typedef {object} Pause
 * @property {number} event the event at which to stop
 * @property {string} kind
 * @property {Text} title
 * @property {Text} text what is the matter
 * @property {Text} question what to talk about
 * @property {number} asset or -1
 * @property {number} organisation or -1
 */

/** @typedef {{ key: string, event: number, at_s: number }} Milestone */

/** @typedef {{ key: string, name: Text, shown: Text }} Measured */

/**
 * @typedef {object} MeasurePosition
 * @property {string} key
 * @property {Text} name
 * @property {Text} shown the value of this incident
 * @property {number} better runs that went better
 * @property {number} same runs that went the same
 * @property {number} worse runs that went worse
 * @property {number} percentile 0 the best, 100 the worst
 * @property {Text} sentence
 */

/**
 * @typedef {object} Position
 * @property {number} runs
 * @property {string} primary
 * @property {Text} chosen how the incident was chosen
 * @property {MeasurePosition[]} measures the primary first
 */

/** @typedef {{ organisation: number, flips_s: number[], open: boolean }} Desk open says how it is at the start */

/**
 * @typedef {object} Incident
 * @property {{ id: string, title: Text, briefing: Text }} scenario
 * @property {string} set
 * @property {number} draw
 * @property {number} replication
 * @property {{ weekday: number, second: number, text: Text }} start weekday 0 is Monday
 * @property {number} horizon_s
 * @property {Template[]} templates
 * @property {Events} events
 * @property {Cells} cells
 * @property {Diffs} diffs
 * @property {Keyframe[]} keyframes
 * @property {Pause[]} pauses
 * @property {Milestone[]} milestones
 * @property {Desk[]} desks
 * @property {Measured[]} measures
 * @property {Position | null} position
 */

/**
 * Where two incidents of the same chance part.
 * @typedef {object} Parting
 * @property {number} at_s
 * @property {[number, number]} events first event that differs, in the one and in the other; the number of events if there is none
 * @property {Text} title
 * @property {Text[]} text
 * @property {{ key: string, name: Text, first: Text, second: Text }[]} rows milestones and measures of both
 */

export {};
