//! Every sentence of the product: the `.ftl` pairs beside the features, gathered once at start.

use std::borrow::Cow;
use std::sync::LazyLock;

use kit::Lang;
use kit::message::Catalogue;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "src"]
#[include = "*.ftl"]
struct Sources;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let own = Sources::iter().filter_map(|path| {
        let lang = Lang::from_tag(path.rsplit('/').next()?.strip_suffix(".ftl")?)?;
        let text = String::from_utf8(Sources::get(&path)?.data.into_owned()).ok()?;
        Some((lang, Cow::Owned(text)))
    });
    let ground = kit::MESSAGES.into_iter().map(|(lang, text)| (lang, Cow::Borrowed(text)));
    Catalogue::new(ground.chain(own)).expect("the messages are checked by a test before they are built in")
});

/// The catalogue. The first call reads it, some milliseconds.
pub fn catalogue() -> &'static Catalogue {
    &CATALOGUE
}
