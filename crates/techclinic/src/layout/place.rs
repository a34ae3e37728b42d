//! The place chooser: province, then district, then subdistrict. Its lists come from the places
//! feature; here is only what the field needs to draw itself, and the fragment htmx asks for.

use askama::Template;
use kit::{FormErrors, msg};

use crate::layout::{Choice, filters};

/// The lists and what was chosen in them. A list is empty until the one above it is chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlaceChooser {
    /// Every province, in the reader's order.
    pub provinces: Vec<Choice>,
    /// The districts of the chosen province.
    pub districts: Vec<Choice>,
    /// The subdistricts of the chosen district.
    pub subdistricts: Vec<Choice>,
    /// The chosen province's code, or "".
    pub province: String,
    /// The chosen district's code, or "".
    pub district: String,
    /// The chosen subdistrict's code, or "".
    pub subdistrict: String,
    /// The address that answers with [`PlaceFragment`]; "" leaves out htmx.
    pub reload: String,
}

/// The field alone, for htmx: the answer of `chooser.reload?province=…&district=…`.
#[derive(Template)]
#[template(
    source = r#"{% import "layout/fields.html" as fields %}{{ fields::place(errors, chooser) }}"#,
    ext = "html"
)]
pub struct PlaceFragment {
    /// The lists.
    pub chooser: PlaceChooser,
    errors: FormErrors,
}

impl PlaceFragment {
    /// The field without errors: the reader is still choosing.
    pub fn new(chooser: PlaceChooser) -> Self {
        Self { chooser, errors: FormErrors::new() }
    }
}

kit::page!(PlaceFragment, "layout-place");
