//! Named places on a page that higher features fill: a need's page shows its matches and its
//! project without knowing either. Whoever fills a slot says so in its `FEATURE`.

use std::future::Future;
use std::pin::Pin;
use std::sync::LazyLock;

use askama::{DynTemplate, Values};
use kit::Result;
use uuid::Uuid;

use crate::accounts::Reader;
use crate::app::App;
use crate::layout::feature::gathered;

/// A piece of a page, drawn by the feature that fills the slot.
pub type Piece = Box<dyn DynTemplate + Send + Sync>;
/// What fills a slot, when there is anything to show.
pub type Filling<'a> = Pin<Box<dyn Future<Output = Result<Option<Piece>>> + Send + 'a>>;

/// Where on a page others show something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// The page of a clinic.
    Clinic,
    /// The list of clinics.
    Clinics,
    /// The page of an organisation.
    Organisation,
    /// The page of an agreement.
    Agreement,
    /// The list of agreements.
    Agreements,
    /// The page of a technology.
    Technology,
    /// There, where a reader may ask for it.
    TechnologyAsk,
    /// The page of a need.
    Need,
    /// The page on which a need is followed by its code.
    NeedTrack,
    /// Where a clinic decides what fits a need.
    NeedMatches,
    /// There, where nothing fits.
    NeedNothingFits,
    /// The end of the page of a project.
    ProjectEnd,
    /// The page of a draft that was opened from the plan of another year, which is the record.
    ProjectLessons,
    /// The page of a call for proposals.
    Call,
    /// The page of a group of words.
    Thesaurus,
    /// The page of signing in.
    SignIn,
    /// The desk of an account.
    Desk,
    /// The front page, above; drawn for nobody in particular.
    Front,
    /// The front page, beside the newest needs.
    FrontNewest,
}

/// One filling: the slot it goes to, and how it is made for one record.
#[derive(Clone, Copy)]
pub struct Slot {
    /// Where it stands.
    pub on: Spot,
    /// Where it stands among those of other features there, smallest first.
    pub place: u8,
    /// Makes the piece for the record with this identifier, as this reader may see it.
    pub fill: for<'a> fn(&'a App, &'a Reader, Uuid) -> Filling<'a>,
}

/// One filling of the page of a whole record: it is given the record as the page read it, so that nothing
/// is read twice.
pub struct SlotOn<T: 'static>(pub for<'a> fn(&'a App, &'a Reader, &'a T) -> Filling<'a>);

/// A way from a desk to what its reader uses now and then.
#[derive(Clone, Copy)]
pub struct Way {
    /// Where it stands among the ways to other features, smallest first.
    pub place: u8,
    /// Where it leads.
    pub address: &'static str,
    /// Message id of what is there.
    pub title: &'static str,
    /// Who is shown it.
    pub may: fn(&Reader) -> bool,
}

impl Way {
    /// Those for this reader, in the order of their places.
    pub fn of(reader: &Reader) -> Vec<&'static Self> {
        static WAYS: LazyLock<Vec<Way>> = LazyLock::new(|| gathered(|feature| feature.ways, |way| way.place));
        WAYS.iter().filter(|way| (way.may)(reader)).collect()
    }
}

/// A record on whose page others show something. The `lib.rs` of its crate says who.
pub trait Host: Sized + 'static {
    /// Who fills its page, in this order.
    fn slots() -> &'static [SlotOn<Self>];
}

/// The pieces for one page, in the order of their places.
#[derive(Default)]
pub struct Slots(Vec<Piece>);

impl Slots {
    /// Everything that others show on the page of this record.
    ///
    /// # Errors
    /// When a filling cannot be read.
    pub async fn of(app: &App, reader: &Reader, on: Spot, id: Uuid) -> Result<Self> {
        static SLOTS: LazyLock<Vec<Slot>> = LazyLock::new(|| gathered(|feature| feature.slots, |slot| slot.place));
        let slots = SLOTS.iter().filter(|slot| slot.on == on);
        Self::filled(slots.map(|slot| (slot.fill)(app, reader, id))).await
    }

    /// Everything that others show on the page of a record that has been read.
    ///
    /// # Errors
    /// When a filling cannot be read.
    pub async fn on<T: Host>(app: &App, reader: &Reader, record: &T) -> Result<Self> {
        Self::filled(T::slots().iter().map(|slot| (slot.0)(app, reader, record))).await
    }

    async fn filled<'a>(fillings: impl Iterator<Item = Filling<'a>>) -> Result<Self> {
        let mut pieces = Vec::new();
        for filling in fillings {
            pieces.extend(filling.await?);
        }
        Ok(Self(pieces))
    }

    /// Is there nothing to show?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The pieces as HTML.
    ///
    /// # Errors
    /// When a template fails.
    pub fn draw(&self, values: &dyn Values) -> askama::Result<String> {
        self.0.iter().map(|piece| piece.dyn_render_with_values(values)).collect()
    }
}
