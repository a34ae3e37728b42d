//! The noun: an S&T volunteer (อสวท.) with a member card (docs/requirements.md A1-05).

use chrono::NaiveDate;
use kit::message::msg;
use kit::{Message, Subject, Timestamp, words};
use uuid::Uuid;

/// The longest name, in characters.
pub const NAME_MOST: usize = 200;
/// The longest text about skills or a deed, in characters.
pub const TEXT_MOST: usize = 2_000;

words! {
    /// Is somebody a volunteer today?
    Status {
        /// Yes.
        Active = "active",
        /// No longer.
        Left = "left",
        /// No source says.
        Unknown = "unknown",
    }
}

words! {
    /// What a volunteer did.
    DeedKind {
        /// Sent somebody to a service, or told them of it.
        Referral = "referral",
        /// Gave a service: taught, demonstrated, helped at a day of transfer.
        Service = "service",
    }
}

impl Status {
    /// How a page colours it.
    pub fn tone(self) -> &'static str {
        if self == Self::Active { "good" } else { "neutral" }
    }
}

/// A volunteer as entered: valid, not yet stored. The name and the telephone are personal.
#[derive(Clone, Debug, PartialEq)]
pub struct NewVolunteer {
    /// Titles, given name and family name.
    pub name: String,
    /// The network.
    pub network: Uuid,
    /// Official code of the province they live in.
    pub province: String,
    /// Official code of the district, when known.
    pub district: Option<String>,
    /// Official code of the subdistrict, when known.
    pub subdistrict: Option<String>,
    /// Telephone, E.164.
    pub phone: Option<String>,
    /// What they are good at.
    pub skills: Option<String>,
    /// When they joined.
    pub joined_on: Option<NaiveDate>,
    /// Are they a volunteer today?
    pub status: Status,
    /// Have they agreed to stand on the network's public page by name?
    pub named: bool,
    /// Where they are known from.
    pub source: Option<String>,
}

/// A volunteer.
#[derive(Clone, Debug, PartialEq)]
pub struct Volunteer {
    /// Inside.
    pub id: Uuid,
    /// Short code for people; it opens nothing.
    pub code: String,
    /// The code by which they open their own page.
    pub card: String,
    /// What was entered.
    pub told: NewVolunteer,
    /// The record this one was found to be the same as.
    pub merged_into: Option<Uuid>,
    /// Made up for the demonstration.
    pub invented: bool,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// Counts changes.
    pub version: i64,
}

/// Something a volunteer did.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// A referral or a service.
    pub kind: DeedKind,
    /// When.
    pub on_day: NaiveDate,
    /// What, and to whom it led.
    pub told: String,
}

impl Subject for Volunteer {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}

impl NewVolunteer {
    /// The official code of the smallest place that is known.
    pub fn place_code(&self) -> &str {
        self.subdistrict.as_deref().or(self.district.as_deref()).unwrap_or(&self.province)
    }
}

impl Volunteer {
    /// With other words about them, unless somebody else changed them since `version`.
    ///
    /// # Errors
    /// `kit-error-conflict-version`; `volunteers-merged` when another record stands for this one.
    pub fn corrected(self, told: NewVolunteer, version: i64) -> Result<Self, Message> {
        self.stands()?;
        if version == self.version { Ok(Self { told, ..self }) } else { Err(msg("kit-error-conflict-version")) }
    }

    /// Able to bring needs and to have deeds recorded.
    ///
    /// # Errors
    /// `volunteers-merged`, or `volunteers-left` for whoever is no volunteer any more.
    pub fn at_work(&self) -> Result<(), Message> {
        self.stands()?;
        if self.told.status == Status::Left { Err(msg("volunteers-left")) } else { Ok(()) }
    }

    /// Not taken up into another record.
    ///
    /// # Errors
    /// `volunteers-merged`.
    pub fn stands(&self) -> Result<(), Message> {
        if self.merged_into.is_some() { Err(msg("volunteers-merged")) } else { Ok(()) }
    }

    /// The names of what differs, for the trail.
    pub fn changed_since(&self, before: &NewVolunteer) -> Vec<&'static str> {
        let now = &self.told;
        let place = |one: &NewVolunteer| (one.province.clone(), one.district.clone(), one.subdistrict.clone());
        let differences = [
            ("name", now.name != before.name),
            ("network", now.network != before.network),
            ("place", place(now) != place(before)),
            ("phone", now.phone != before.phone),
            ("skills", now.skills != before.skills),
            ("joined_on", now.joined_on != before.joined_on),
            ("status", now.status != before.status),
            ("named", now.named != before.named),
            ("source", now.source != before.source),
        ];
        differences.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
    }
}
