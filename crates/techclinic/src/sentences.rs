//! Every sentence of the product: the `.ftl` pairs beside the features of all crates.

use std::borrow::Cow;

use kit::Lang;
use kit::message::Catalogue;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = ".."]
#[include = "brokerage/src/*.ftl"]
#[include = "house/src/*.ftl"]
#[include = "network/src/*.ftl"]
#[include = "techclinic/src/*.ftl"]
#[include = "transfer/src/*.ftl"]
struct Sources;

/// Reads them all: some milliseconds.
pub(crate) fn catalogue() -> Catalogue {
    let own = Sources::iter().filter_map(|path| {
        let lang = Lang::from_tag(path.rsplit('/').next()?.strip_suffix(".ftl")?)?;
        let text = String::from_utf8(Sources::get(&path)?.data.into_owned()).ok()?;
        Some((lang, Cow::Owned(text)))
    });
    let ground = kit::MESSAGES.into_iter().map(|(lang, text)| (lang, Cow::Borrowed(text)));
    Catalogue::new(ground.chain(own)).expect("the messages are checked by a test before they are built in")
}
