//! Which assets a control reaches when it reaches only a share of them.
//!
//! # What happens
//! Every asset has a rank per control, uniform on (0, 1) and drawn once per incident, the same under all control sets; the control
//! reaches the assets whose rank is below its share, so that a larger share only adds assets. A fixed share of the assets take the
//! rank of their site instead, if they have one, so that gaps coincide as they do in life. An asset that nobody has listed is not
//! reached by a control whose reach a list decides, unless the list is complete.
//! # Draws
//! `Coverage`, `CoverageSite`, `CoverageBySite`.

use crate::city::City;
use crate::ids::AssetIndex;
use crate::kernel::{Key, Purpose};

/// How far a control reaches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// Hash of the control's id: the address of its ranks.
    pub control: u32,
    /// Share of what it should protect.
    pub share: f64,
    /// A list decides where it is put: what nobody has listed it does not reach, unless the list is complete.
    pub listed_only: bool,
}

/// Whether a control with the share `reach` reaches `asset`; `site_share` of the assets take the rank of their site.
#[must_use]
pub fn covered(key: Key, city: &City, asset: AssetIndex, reach: Share, site_share: f64) -> bool {
    let Share { control, share, listed_only } = reach;
    let place = &city.assets[asset.row()];
    if listed_only && place.unlisted && share < 1.0 {
        return false;
    }
    let by_site = site_share > 0.0
        && !city.sites[place.site.row()].is_empty()
        && key.unit(Purpose::CoverageBySite, asset.0, control, 0) < site_share;
    let rank = if by_site {
        key.unit(Purpose::CoverageSite, u32::from(place.site.0), control, 0)
    } else {
        key.unit(Purpose::Coverage, asset.0, control, 0)
    };
    rank < share
}
