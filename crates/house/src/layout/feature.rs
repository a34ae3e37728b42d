//! What a folder gives to the house. Each says it once, as `FEATURE` in its `mod.rs`; `router.rs` lists the
//! folders by rank, and what several of them give to one page, list or job is gathered here from that list.

use std::sync::OnceLock;

use kit::message::Catalogue;

use super::layer::Layer;
use super::searched::Searched;
use super::slots::{Slot, Way};
use super::{drafted, followed, handover, reminder};
use crate::app::Routes;
use crate::exchange::AnyKind;
use crate::messages;

/// What a folder gives to the house: it names what it has, and leaves the rest to [`Feature::of`].
pub struct Feature {
    /// Its addresses.
    pub routes: fn() -> Routes,
    /// The kinds of record that files bring in and take out.
    pub kinds: &'static [&'static dyn AnyKind],
    /// What the search finds of it.
    pub searched: &'static [Searched],
    /// What it reminds people of.
    pub reminders: &'static [reminder::Source],
    /// The codes of its own that lead on from the place where needs are followed.
    pub followed: &'static [followed::Source],
    /// What of it waits at a clinic when somebody there hands their work over.
    pub handed_over: &'static [handover::Source],
    /// What it counts on the coverage map.
    pub layers: &'static [Layer],
    /// Whose forms send what is typed into them, and who may write there.
    pub drafted: &'static [drafted::Owner],
    /// What it shows on the pages of features below it.
    pub slots: &'static [Slot],
    /// The ways to it from a desk.
    pub ways: &'static [Way],
}

impl Feature {
    /// A folder without an address of its own.
    pub const INSIDE: Self = Self::of(Routes::new);

    /// A folder that has these addresses.
    pub const fn of(routes: fn() -> Routes) -> Self {
        Self {
            routes,
            kinds: &[],
            searched: &[],
            reminders: &[],
            followed: &[],
            handed_over: &[],
            layers: &[],
            drafted: &[],
            slots: &[],
            ways: &[],
        }
    }
}

/// Every feature by rank, the lowest first: a row is a rank.
pub type Features = &'static [&'static [&'static Feature]];

static FEATURES: OnceLock<Features> = OnceLock::new();

/// Lets the house know who lives in it and where their sentences are read. It knows no feature by name, so that
/// one can change and the house stays as it is; a second call changes nothing.
pub fn furnish(features: Features, sentences: fn() -> Catalogue) {
    FEATURES.get_or_init(|| features);
    messages::gather(sentences);
}

/// Every feature, the lowest rank first.
///
/// # Panics
/// Before the house is furnished: a defect of the program.
pub fn features() -> impl Iterator<Item = &'static Feature> {
    let features = FEATURES.get().expect("the house is furnished before anything is asked of it");
    features.iter().flat_map(|rank| rank.iter().copied())
}

/// What all features give of one sort, by the place each of these names, smallest first; of one place by rank.
pub fn gathered<T: Copy>(given: fn(&Feature) -> &'static [T], place: fn(&T) -> u8) -> Vec<T> {
    let mut all: Vec<T> = features().flat_map(|feature| given(feature).iter().copied()).collect();
    all.sort_by_key(place);
    all
}
