//! Stories of `agreement_evidence`.

mod tests;
