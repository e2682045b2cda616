# Showing, checking and importing a city.
heading-assets = ASSETS
heading-unlisted = NOT LISTED
heading-role = ROLE
heading-desk = ALERTS READ
heading-owns = OWNS
heading-operates = OPERATES
heading-provides = SERVICES
heading-medium = MEDIUM
heading-tier = TIER
heading-operator = OPERATOR
heading-internet = INTERNET
heading-provider = PROVIDER
heading-users = USERS
heading-criticality = CRITICALITY
heading-safety = SAFETY
heading-fallback = FALLBACK
heading-what = WHAT
heading-table = TABLE
heading-assumption = ASSUMED
heading-rows = ROWS
heading-verified = VERIFIED
heading-oldest = OLDEST

yes = yes
no = no

city-head = { $name } ({ $id }): { $population } people
    { $organisations } organisations, { $contracts } contracts, { $zones } zones, { $conduits } conduits
    { $assets } assets standing for { $things } things; { $datasets } datasets, { $flows } flows, { $services } services
city-kinds = Assets by kind
city-organisations = Organisations
city-zones = Zones
city-services = Services
city-csv-part = CSV is one table: say which with --part kinds, organisations, zones or services

import-files = one EPANET network (.inp) is needed, and at most one cyber layer (.cpa) with it; or one edge list (.txt, .csv, .u32)
import-done = { $out }: { $assets } assets, { $flows } flows, { $services } services; { $assumptions } assumptions
