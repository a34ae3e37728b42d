//! A technology clinic: one node of the network, at an institute or agency.

use kit::Subject;
use kit::show::Bilingual;
use uuid::Uuid;

/// A technology clinic.
#[derive(Clone, Debug, PartialEq)]
pub struct Clinic {
    /// Inside.
    pub id: Uuid,
    /// Short code for people, in files and addresses.
    pub code: String,
    /// The organisation that runs it.
    pub organisation: Uuid,
    /// Its name.
    pub name: Bilingual,
    /// The province it stands in, by official code.
    pub province: String,
    /// The provinces it answers for.
    pub answers_for: Vec<String>,
    /// How to reach its office; public.
    pub contact: Option<String>,
    /// Counts changes.
    pub version: i64,
}

impl Subject for Clinic {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}

/// A clinic as other pages name it.
#[derive(Clone, Debug)]
pub struct ClinicName {
    /// Inside.
    pub id: Uuid,
    /// Short code.
    pub code: String,
    /// Its name.
    pub name: Bilingual,
}

/// A clinic as it is entered: valid, not yet stored.
#[derive(Clone, Debug, PartialEq)]
pub struct NewClinic {
    /// Short code for people.
    pub code: String,
    /// The organisation that runs it.
    pub organisation: Uuid,
    /// Its name.
    pub name: Bilingual,
    /// The province it stands in, by official code.
    pub province: String,
    /// The provinces it answers for.
    pub answers_for: Vec<String>,
    /// How to reach its office; public.
    pub contact: Option<String>,
}

impl NewClinic {
    /// The clinic, stored under this identifier.
    pub fn with_id(self, id: Uuid, version: i64) -> Clinic {
        Clinic {
            id,
            code: self.code,
            organisation: self.organisation,
            name: self.name,
            province: self.province,
            answers_for: self.answers_for,
            contact: self.contact,
            version,
        }
    }
}

/// How large the network is: clinics (เครือข่าย) and the institutes (แห่ง) that form them, which are
/// two numbers (docs/requirements.md A2-02).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NetworkSize {
    /// Clinics.
    pub clinics: u64,
    /// Institutes; one that belongs to two clinics is one.
    pub institutes: u64,
}
