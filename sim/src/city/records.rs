//! The rows of a city folder as they were read: ids are still text, vocabularies are already words.
//!
//! One struct a table; a field has the name of its column. The reader fills them, [`CityRecords`] gathers them, and the builder
//! (`City::build`) turns them into the compiled twin or into [`Problem`](crate::problem::Problem)s.

use crate::problem::Origin;
use crate::words;

words!(
    /// What an organisation is in the smart city.
    OrganisationRole, "organisation role" {
        /// 推進主体
        Promoter = "promoter",
        /// Operator of a city OS.
        CityOsOperator = "city_os_operator",
        /// サービス提供者
        ServiceProvider = "service_provider",
        /// Owner of assets.
        AssetOwner = "asset_owner",
        /// Vendor of devices or software.
        Vendor = "vendor",
        /// Contractor or subcontractor.
        Contractor = "contractor",
        /// A neighbouring city.
        NeighbourCity = "neighbour_city",
        /// The prefecture, its security cloud or CSIRT.
        Prefecture = "prefecture",
    }
);

words!(
    /// The guideline's four categories.
    Category, "category" {
        /// ガバナンス
        Governance = "governance",
        /// サービス
        Service = "service",
        /// 都市OS
        CityOs = "city_os",
        /// アセット
        Asset = "asset",
    }
);

words!(
    /// Whether an organisation watches its alerts.
    SecurityOperations, "security operations" {
        /// Nobody reads alerts.
        None = "none",
        /// In office hours.
        OfficeHours = "office_hours",
        /// Day and night.
        RoundTheClock = "round_the_clock",
    }
);

words!(
    /// What a contract is about.
    ContractKind, "contract kind" {
        /// Maintenance.
        Maintenance = "maintenance",
        /// Software and its updates.
        SoftwareUpdate = "software_update",
        /// Data processing.
        DataProcessing = "data_processing",
        /// Data supply.
        DataSupply = "data_supply",
        /// Operation.
        Operation = "operation",
    }
);

words!(
    /// What a zone is made of.
    Medium, "medium" {
        /// Cable.
        Wired = "wired",
        /// Radio.
        Wireless = "wireless",
        /// A cloud tenant.
        Cloud = "cloud",
        /// A physical place without a network.
        Place = "place",
    }
);

words!(
    /// Tier of the municipal three-layer separation.
    SeparationTier, "separation tier" {
        /// Resident-number systems (マイナンバー利用事務系).
        ResidentNumber = "resident_number",
        /// LGWAN side.
        Lgwan = "lgwan",
        /// Internet side.
        Internet = "internet",
        /// Outside all three.
        Outside = "outside",
    }
);

words!(
    /// What an asset is.
    AssetKind, "asset kind" {
        /// Sensor.
        Sensor = "sensor",
        /// Actuator.
        Actuator = "actuator",
        /// Camera.
        Camera = "camera",
        /// PLC or other controller.
        Controller = "controller",
        /// Gateway or relay.
        Gateway = "gateway",
        /// Workstation.
        Workstation = "workstation",
        /// Server.
        Server = "server",
        /// Function group of a city OS.
        CityOsFunction = "city_os_function",
        /// Service application.
        ServiceApplication = "service_application",
        /// Account store.
        AccountStore = "account_store",
        /// Log store.
        LogStore = "log_store",
        /// Backup.
        Backup = "backup",
    }
);

words!(
    /// Class of a dataset, or the rule under which a holder keeps it.
    DataClass, "data class" {
        /// オープンデータ
        Open = "open",
        /// 限定公開データ
        Limited = "limited",
        /// クローズドデータ
        Closed = "closed",
    }
);

words!(
    /// Who may read the logs of what a contract covers.
    LogAccess, "log access" {
        /// Without asking.
        Full = "full",
        /// When asked for.
        OnRequest = "on-request",
        /// Not at all.
        None = "none",
    }
);

words!(
    /// What remains of a service when its systems fail.
    Fallback, "fallback" {
        /// Nothing.
        None = "none",
        /// The last value is held.
        HoldLastValue = "hold_last_value",
        /// Goes to a safe state by itself.
        FailSafe = "fail_safe",
        /// People do it by hand.
        Manual = "manual",
    }
);

/// `city.toml`
#[derive(Clone, Debug, PartialEq)]
pub struct CityHead {
    /// Kebab-case id.
    pub id: String,
    /// Japanese name.
    pub name_ja: String,
    /// English name.
    pub name_en: String,
    /// Residents.
    pub population: u32,
    /// Public holidays of the model year, days of the year counted from 0.
    pub holidays: Vec<u16>,
    /// Weekday of the first day of the model year: 0 = Monday.
    pub first_weekday: u8,
    /// Units by which control costs are multiplied, where the city states them: (`cost_unit` of costs.csv, count).
    pub cost_units: Vec<(String, f64)>,
    /// Where the numbers come from.
    pub source: String,
}

/// `organisations.csv`
#[derive(Clone, Debug, PartialEq)]
pub struct OrganisationRecord {
    /// Position.
    pub origin: Origin,
    /// Kebab-case id.
    pub id: String,
    /// Japanese name.
    pub name_ja: String,
    /// English name.
    pub name_en: String,
    /// Role.
    pub role: OrganisationRole,
    /// Guideline category.
    pub category: Category,
    /// Whether and when alerts are read.
    pub security_operations: SecurityOperations,
    /// People at the desk.
    pub analysts: u16,
    /// When people are there at all, for example `weekdays 08:30-17:15`.
    pub office_hours: String,
    /// Organisation whose desk also reads this one's alerts; empty: only its own.
    pub alerts_to: String,
    /// `assumption` or a source.
    pub source: String,
}

/// `contracts.csv`
#[derive(Clone, Debug, PartialEq)]
pub struct ContractRecord {
    /// Position.
    pub origin: Origin,
    /// Supplier's id.
    pub supplier: String,
    /// Customer's id.
    pub customer: String,
    /// Kind.
    pub kind: ContractKind,
    /// 1, 2, 3 ...
    pub tier: u8,
    /// Whether the promoter knows of it.
    pub known_to_promoter: bool,
    /// Zones that it opens to the supplier.
    pub access: Vec<String>,
    /// Organisations that may isolate; empty: not agreed (協議).
    pub may_isolate: Vec<String>,
    /// Organisation that must isolate; empty: not agreed.
    pub must_isolate: String,
    /// Call-out time in hours, if agreed.
    pub call_out_h: Option<f64>,
    /// Log access.
    pub log_access: LogAccess,
    /// Who does forensics; empty: not agreed.
    pub forensics: String,
    /// Who pays; empty: not agreed.
    pub who_pays: String,
    /// Source.
    pub source: String,
}

/// `zones.csv`
#[derive(Clone, Debug, PartialEq)]
pub struct ZoneRecord {
    /// Position.
    pub origin: Origin,
    /// Kebab-case id.
    pub id: String,
    /// Japanese name.
    pub name_ja: String,
    /// English name.
    pub name_en: String,
    /// Guideline category.
    pub category: Category,
    /// Operator's id.
    pub operator: String,
    /// Medium.
    pub medium: Medium,
    /// Reachable from the internet.
    pub internet_facing: bool,
    /// Tier of the three-layer separation.
    pub separation_tier: SeparationTier,
    /// Source.
    pub source: String,
}

/// `conduits.csv`: one-way, from initiator to target.
#[derive(Clone, Debug, PartialEq)]
pub struct ConduitRecord {
    /// Position.
    pub origin: Origin,
    /// Zone that initiates.
    pub from: String,
    /// Zone that is reached.
    pub to: String,
    /// What it is for.
    pub purpose: String,
    /// Source.
    pub source: String,
}

/// `assets.csv`
#[derive(Clone, Debug, PartialEq)]
pub struct AssetRecord {
    /// Position.
    pub origin: Origin,
    /// Kebab-case id.
    pub id: String,
    /// Japanese name.
    pub name_ja: String,
    /// English name.
    pub name_en: String,
    /// Kind.
    pub kind: AssetKind,
    /// Finer kind, for example `river-level`; may be empty.
    pub subtype: String,
    /// Guideline category.
    pub category: Category,
    /// Zone's id.
    pub zone: String,
    /// Service (or programme part) it belongs to: an id of services.csv or a free word such as `city-os`.
    pub service: String,
    /// Owner's id.
    pub owner: String,
    /// Operator's id.
    pub operator: String,
    /// Place shared with other assets: gaps in coverage and physical visits go by site.
    pub site: String,
    /// Latitude in degrees, if it has a place.
    pub lat: Option<f64>,
    /// Longitude in degrees.
    pub lon: Option<f64>,
    /// Nobody has listed it.
    pub unlisted: bool,
    /// How many real things it stands for (at least 1).
    pub stands_for: u32,
    /// Quantity that it measures for a service's inputs, for example `river-level`; empty if none.
    pub quantity: String,
    /// Group within which k of n is counted, for example the reach `miose-upper`.
    pub input_group: String,
    /// Datasets that it holds or produces.
    pub datasets: Vec<String>,
    /// Weaknesses and other marks, for example `default-credentials`.
    pub tags: Vec<String>,
    /// Source.
    pub source: String,
}

/// `datasets.csv`
#[derive(Clone, Debug, PartialEq)]
pub struct DatasetRecord {
    /// Position.
    pub origin: Origin,
    /// Kebab-case id.
    pub id: String,
    /// Japanese name.
    pub name_ja: String,
    /// English name.
    pub name_en: String,
    /// The right class.
    pub class: DataClass,
    /// Personal data.
    pub personal: bool,
    /// Records held.
    pub records: u64,
    /// People of whom they tell; `None`: one a record if personal, else nobody.
    pub people: Option<u64>,
    /// The population that these people are; blank: one of this dataset alone.
    pub people_of: String,
    /// Steward's id.
    pub steward: String,
    /// Per holder the rule that this holder applies: (organisation, class).
    pub holders_and_rules: Vec<(String, DataClass)>,
    /// Source.
    pub source: String,
}

/// `flows.csv`: a data flow from one asset to another.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowRecord {
    /// Position.
    pub origin: Origin,
    /// Source asset's id.
    pub from: String,
    /// Sink asset's id.
    pub to: String,
    /// Datasets that it carries; empty: everything that reaches its source.
    pub datasets: Vec<String>,
    /// Seconds from one transfer to the next.
    pub interval_s: f64,
    /// Protected in transit today.
    pub protected: bool,
    /// Source of the row.
    pub source: String,
}

/// `services.csv`
#[expect(clippy::struct_excessive_bools, reason = "each is a column of its table")]
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceRecord {
    /// Position.
    pub origin: Origin,
    /// Kebab-case id.
    pub id: String,
    /// Japanese name.
    pub name_ja: String,
    /// English name.
    pub name_en: String,
    /// Provider's id.
    pub provider: String,
    /// People who use or depend on it.
    pub users: u64,
    /// A wrong decision can hurt somebody.
    pub safety_relevant: bool,
    /// 1 (comfort) to 5 (life).
    pub criticality: u8,
    /// `quantity=k/n@scope;...`
    pub inputs_rule: String,
    /// Assets at which it decides: `asset:service/kind:subtype` or `id:asset-id`, `;` between several.
    pub decides_at: String,
    /// `asset:...` each part counts, `any:...` works while one works, `svc:...`, `ds:...`; `;` between several.
    pub needs: String,
    /// `asset:...` or `svc:...`.
    pub commands: String,
    /// An independent interlock guards what it commands.
    pub interlock: bool,
    /// Fallback.
    pub fallback: Fallback,
    /// Share of capacity that the fallback keeps, 0 to 1.
    pub fallback_capacity: f64,
    /// Minutes until the fallback stands.
    pub switch_time_min: f64,
    /// Yen lost when one user goes without for one hour.
    pub jpy_per_user_hour: f64,
    /// Source.
    pub source: String,
}

/// A city folder, read.
#[derive(Clone, Debug, PartialEq)]
pub struct CityRecords {
    /// `city.toml`
    pub head: CityHead,
    /// `organisations.csv`
    pub organisations: Vec<OrganisationRecord>,
    /// `contracts.csv`
    pub contracts: Vec<ContractRecord>,
    /// `zones.csv`
    pub zones: Vec<ZoneRecord>,
    /// `conduits.csv`
    pub conduits: Vec<ConduitRecord>,
    /// `assets.csv`
    pub assets: Vec<AssetRecord>,
    /// `datasets.csv`
    pub datasets: Vec<DatasetRecord>,
    /// `flows.csv`
    pub flows: Vec<FlowRecord>,
    /// `services.csv`
    pub services: Vec<ServiceRecord>,
}
