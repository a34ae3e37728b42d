//! What clinics decided before about a technology, for needs more or less like the one that is asked about:
//! a person's reason is worth more than any likeness of texts.

/// How near two needs lie that are of one trouble: those of one kind of trouble lie above it, others below.
const ALIKE: f32 = 0.45;
/// Nearer than this they tell the same: what a person decided about the one holds for the other.
const SAME: f32 = 0.6;
/// What one decision adds about the very same trouble, and what about one that is just of the kind.
const ADDS: [f32; 2] = [1.5, 0.4];

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// It was to help.
    Confirmed,
    /// It did not fit.
    Rejected,
}

/// A decision about a technology for another need.
#[derive(Clone, Debug, PartialEq)]
pub struct Earlier {
    /// What was decided.
    pub told: Told,
    /// Code of the other need.
    pub need: String,
    /// How near the other need lies: one for the same.
    pub near: f32,
}

impl Earlier {
    /// Is the other need of the same trouble?
    pub fn is_alike(&self) -> bool {
        self.near >= ALIKE
    }

    /// What it adds to a score: nothing where the needs are not alike.
    pub fn adds(&self) -> f32 {
        let [most, least] = if self.is_alike() { ADDS } else { [0.0, 0.0] };
        let much = least + (most - least) * ((self.near - ALIKE) / (1.0 - ALIKE)).clamp(0.0, 1.0);
        match self.told {
            Told::Confirmed => much,
            Told::Rejected => -much,
        }
    }
}

/// What was decided where needs tell the same, the nearest of them; whatever the texts say, it stands above
/// or below what nobody has judged.
pub fn judged(earlier: &[Earlier]) -> Option<Told> {
    let same = earlier.iter().filter(|one| one.near >= SAME);
    same.max_by(|one, other| one.near.total_cmp(&other.near)).map(|one| one.told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_needs_alike_tell_anything() {
        let told = |told, near| Earlier { told, need: "N-1".to_owned(), near }.adds();
        assert_eq!((told(Told::Confirmed, 0.2), told(Told::Rejected, 0.2)), (0.0, -0.0));
        assert!(told(Told::Confirmed, 0.9) > told(Told::Confirmed, 0.6));
        assert!(told(Told::Rejected, 0.9) < 0.0);
        let one = |told, near| Earlier { told, need: "N-1".to_owned(), near };
        let both = [one(Told::Confirmed, 0.75), one(Told::Rejected, 0.95)];
        assert_eq!(judged(&both), Some(Told::Rejected), "the nearest counts");
        assert_eq!([judged(&both[..1]), judged(&[one(Told::Rejected, 0.55)])], [Some(Told::Confirmed), None]);
    }
}
