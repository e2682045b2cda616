//! What the cost of a control is counted by.

use crate::words;

words!(
    /// Unit by which a control's cost is multiplied.
    CostUnit, "cost unit" {
        /// Once for each organisation.
        PerOrganisation = "per_organisation",
        /// Once for each site.
        PerSite = "per_site",
        /// Once for each device.
        PerDevice = "per_device",
        /// Once for each user.
        PerUser = "per_user",
        /// Once for each supplier.
        PerSupplier = "per_supplier",
        /// Once for each service.
        PerService = "per_service",
        /// Once for each endpoint.
        PerEndpoint = "per_endpoint",
    }
);
