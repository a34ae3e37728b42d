//! What is said of a technology: what it is, what it needs and costs, whose it is, and how much of that
//! the public reads (docs/requirements.md A2-07, F6).

use kit::show::Bilingual;
use kit::words;

use super::benefit::Benefit;
use super::cost::Cost;
use super::holding::{Disclosure, Holding};
use super::property::Property;

/// The longest name, in characters.
pub const NAME_MOST: usize = 300;
/// The longest summary, conditions or evidence: two pages.
pub const TEXT_MOST: usize = 6_000;
/// How often a word in the name counts, against once in the summary.
const NAME_WEIGHT: i32 = 3;

words! {
    /// Where a technology comes from.
    Kind {
        /// A result of research.
        Research = "research",
        /// What experts of the institute know and can do.
        Expertise = "expertise",
        /// ภูมิปัญญาไทย: it belongs to its holder, never to the clinic.
        LocalWisdom = "local_wisdom",
    }
}

/// A technology as it is entered: valid, not yet stored.
#[derive(Clone, Debug, PartialEq)]
pub struct NewTechnology {
    /// Its name.
    pub name: Bilingual,
    /// What it does and for whom, in words a villager reads.
    pub summary: Bilingual,
    /// The field of knowledge, an open list.
    pub field: String,
    /// Where it comes from.
    pub kind: Kind,
    /// Whose it is, and what they agreed to.
    pub holding: Holding,
    /// Official code of the province it comes from.
    pub province: String,
    /// Technology readiness level, 1 to 9 (ISO 16290).
    pub readiness: Option<i32>,
    /// What whoever wants to use it must have: ground, water, power, tools, hands.
    pub requirements: Option<Bilingual>,
    /// What it costs to begin.
    pub cost: Cost,
    /// Which intellectual property stands on it; `None` while nobody has said.
    pub property: Option<Property>,
    /// Its number, and whose it is.
    pub property_note: Option<String>,
    /// Under which conditions it may be used.
    pub conditions: Option<Bilingual>,
    /// Papers, certificates, tests.
    pub evidence: Option<Bilingual>,
    /// What it is good for, as its clinic says.
    pub benefits: Vec<Benefit>,
}

impl NewTechnology {
    /// The least there is of one.
    pub fn plain(name: Bilingual, summary: Bilingual, field: String, kind: Kind, province: String) -> Self {
        Self {
            name,
            summary,
            field,
            kind,
            holding: Holding::default(),
            province,
            readiness: None,
            requirements: None,
            cost: Cost::default(),
            property: None,
            property_note: None,
            conditions: None,
            evidence: None,
            benefits: Vec::new(),
        }
    }

    /// Is it local wisdom, which is its holder's?
    pub fn is_wisdom(&self) -> bool {
        self.kind == Kind::LocalWisdom
    }

    /// May everybody read the whole? A holder of local wisdom may have agreed to its being known and not
    /// to its being described.
    pub fn is_open(&self) -> bool {
        !(self.is_wisdom() && self.holding.disclosure == Some(Disclosure::Brief))
    }

    /// What the public reads of it: of local wisdom never its holder, only the credit they chose, and no
    /// more of the rest than they agreed to.
    #[must_use]
    pub fn public(&self) -> Self {
        let mut public = self.clone();
        public.holding.consent = None;
        public.holding.consented_on = None;
        if self.is_wisdom() {
            public.holding.holder = None;
        }
        if !self.is_open() {
            public.requirements = None;
            public.conditions = None;
            public.evidence = None;
            public.property_note = None;
        }
        public
    }

    /// The fields that must be filled in before another clinic reviews it: what a farmer asks first.
    pub fn missing(&self) -> Vec<&'static str> {
        let wisdom = self.is_wisdom();
        let holding = &self.holding;
        let parts = [
            ("readiness", self.readiness.is_none()),
            ("requirements_th", self.requirements.is_none()),
            ("cost_least", !self.cost.is_said()),
            ("property", self.property.is_none()),
            ("conditions_th", self.conditions.is_none()),
            ("benefits", self.benefits.is_empty()),
            ("holder", holding.holder.is_none() && wisdom),
            ("credit_th", holding.credit.is_none() && wisdom),
            ("consent", holding.consent.is_none() && wisdom),
            ("consented_on", holding.consented_on.is_none() && wisdom),
            ("disclosure", holding.disclosure.is_none() && wisdom),
            ("commercial", holding.commercial.is_none() && wisdom),
        ];
        parts.into_iter().filter(|(_, missing)| *missing).map(|(name, _)| name).collect()
    }

    /// The words it is found by, each with its weight: in the name thrice, elsewhere once.
    pub fn weighted_words(&self) -> std::collections::BTreeMap<String, i32> {
        let mut weights = std::collections::BTreeMap::new();
        let mut add = |text: &str, weight: i32| {
            for word in thai::words::words(text) {
                *weights.entry(word).or_insert(0) += weight;
            }
        };
        for name in [Some(self.name.th.as_str()), self.name.en.as_deref()].into_iter().flatten() {
            add(name, NAME_WEIGHT);
        }
        for text in
            [Some(self.summary.th.as_str()), self.summary.en.as_deref(), Some(&self.field)].into_iter().flatten()
        {
            add(text, 1);
        }
        weights
    }

    /// The names of what differs from `other`, for the trail.
    pub fn changed_since(&self, other: &Self) -> Vec<&'static str> {
        let parts = [
            ("name", self.name != other.name),
            ("summary", self.summary != other.summary),
            ("field", self.field != other.field),
            ("kind", self.kind != other.kind),
            ("holder", self.holding != other.holding),
            ("province", self.province != other.province),
            ("readiness", self.readiness != other.readiness),
            ("requirements", self.requirements != other.requirements),
            ("cost", self.cost != other.cost),
            ("property", self.property != other.property || self.property_note != other.property_note),
            ("conditions", self.conditions != other.conditions),
            ("evidence", self.evidence != other.evidence),
            ("benefits", self.benefits != other.benefits),
        ];
        parts.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
    }
}
