//! Every sentence of the product, as the site gathers them once at start.

use std::sync::OnceLock;

use kit::message::Catalogue;

static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();

/// The catalogue.
///
/// # Panics
/// Before the site has [given](crate::layout::feature::furnish) its sentences to the house: a defect of the program.
pub fn catalogue() -> &'static Catalogue {
    CATALOGUE.get().expect("the house is furnished before anybody speaks")
}

/// Gathers the sentences, if nobody has done so yet.
pub(crate) fn gather(from: fn() -> Catalogue) {
    CATALOGUE.get_or_init(from);
}
