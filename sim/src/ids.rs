//! Indices of the twin's parts. An index is the row of its table; a bare number never names a part.

macro_rules! index {
    ($($(#[$meta:meta])* $name:ident($inner:ty)),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $inner);
        impl $name {
            /// The row as a `usize`, for indexing.
            #[must_use]
            pub fn row(self) -> usize { self.0 as usize }
            /// The index of row `row`; tables longer than the type holds are refused when a city is built.
            #[must_use]
            pub fn from_row(row: usize) -> Self { Self(<$inner>::try_from(row).unwrap_or(<$inner>::MAX)) }
        }
    )+};
}

index! {
    /// An organisation.
    OrganisationIndex(u16),
    /// A contract.
    ContractIndex(u16),
    /// A zone.
    ZoneIndex(u16),
    /// An asset: its row in the ECS table.
    AssetIndex(u32),
    /// A dataset.
    DatasetIndex(u16),
    /// A data flow.
    FlowIndex(u32),
    /// A service.
    ServiceIndex(u16),
    /// A site: a place that assets share.
    SiteIndex(u16),
    /// A control of the catalogue.
    ControlIndex(u16),
    /// A technique of the catalogue.
    TechniqueIndex(u16),
    /// A parameter of the catalogue.
    ParameterIndex(u16),
    /// An effect row of the catalogue.
    EffectIndex(u16),
    /// A class of assets (KERNEL: same kind, zone, operator, ...).
    ClassIndex(u16),
}
