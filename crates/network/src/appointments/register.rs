//! What is already in the registers: what forms and rows of files are checked against.

use std::collections::HashMap;

use uuid::Uuid;

/// Clinics by code, accounts by address.
#[derive(Clone, Debug, Default)]
pub struct Register {
    /// Every clinic.
    pub clinics: HashMap<String, Uuid>,
    /// Of the accounts those that were asked for.
    pub accounts: HashMap<String, Uuid>,
}
