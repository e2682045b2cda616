//! Exactly right where an exact answer exists: made-up worlds of a few assets, read through the public files, against closed forms.
//!
//! One file a closed form. A tolerance is so many standard errors of the estimate: 4.5 for a mean, a chance of about 7 in a million to
//! fail by bad luck; seeds are fixed, so that a test that passes passes always.

mod barriers;
mod competing_hazards;
mod complete_graph;
mod erlang;
mod exponential_steps;
mod patch_race;
mod percolation;
mod retries;
mod voting;
mod world;
