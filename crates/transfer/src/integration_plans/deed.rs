//! The steps in a plan's life that need no form but a yes, or a reason.

use kit::words;

words! {
    /// A step.
    Deed {
        /// Gather our own projects of the year.
        Compile = "compile",
        /// Seal it.
        Freeze = "freeze",
        /// Open it again.
        Unfreeze = "unfreeze",
        /// Let everybody read it.
        Publish = "publish",
    }
}

impl Deed {
    /// Does whoever takes it say why?
    pub fn asks_reason(self) -> bool {
        self == Self::Unfreeze
    }

    /// The tone of the button that takes it.
    pub fn tone(self) -> &'static str {
        if self == Self::Unfreeze { "danger" } else { "primary" }
    }
}
