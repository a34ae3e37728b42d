//! The steps in a project's life that each have a page of their own: what the page asks for.

use kit::words;

words! {
    /// A step, by the last part of its address.
    Deed {
        /// Hand it to the ministry.
        Submit = "submit",
        /// Sign the plan as it stands.
        Sign = "sign",
        /// Hand it back.
        Return = "return",
        /// Approve it.
        Approve = "approve",
        /// Say that the technology has been transferred.
        MarkTransferred = "mark-transferred",
        /// Begin the follow-up.
        FollowUp = "follow-up",
        /// Finish it.
        Close = "close",
        /// Open the plan of the next fiscal year from it.
        OpenNext = "open-next",
        /// Give it up.
        Cancel = "cancel",
    }
}

impl Deed {
    /// Must a reason be given?
    pub fn asks_reason(self) -> bool {
        matches!(self, Self::Return | Self::Cancel)
    }

    /// Must it be signed?
    pub fn asks_signature(self) -> bool {
        self == Self::Sign
    }

    /// Must it be said whether answers are still due?
    pub fn asks_pending(self) -> bool {
        self == Self::Close
    }

    /// The tone of its button, which leads to a page that asks.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Submit | Self::Sign | Self::Approve => "primary",
            _ => "plain",
        }
    }
}
