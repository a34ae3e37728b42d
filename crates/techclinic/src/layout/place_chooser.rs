//! The data of the place chooser: provinces, then the districts of the chosen one, then its
//! subdistricts. Without script a button reloads the form with what was typed.

use thai::places;

/// One choice of a list of places.
pub struct PlaceChoice {
    /// Official code.
    pub code: &'static str,
    /// In both languages.
    pub names: kit::show::Bilingual,
    /// Is it the chosen one?
    pub chosen: bool,
}

/// The three lists.
pub struct PlaceChooser {
    /// All provinces, in Thai order.
    pub provinces: Vec<PlaceChoice>,
    /// The districts of the chosen province.
    pub districts: Vec<PlaceChoice>,
    /// The subdistricts of the chosen district.
    pub subdistricts: Vec<PlaceChoice>,
}
