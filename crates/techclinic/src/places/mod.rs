//! Places: the administrative places every record names by official code. The names and the
//! hierarchy come with the program (crate `thai`); what people add stands in the database.

/// The provinces of a region, by the six regions of the Royal Society.
pub fn provinces_of_region(_region: &str) -> Vec<String> {
    Vec::new()
}
