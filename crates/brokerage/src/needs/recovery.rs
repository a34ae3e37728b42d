//! A tracking code that was lost. The desk finds the need by telephone number and village, both; it never
//! reads the code. It calls back the number that was left, and says a word with which the person fetches the
//! code themselves: good for one day, one use and a few tries.

use chrono::Duration;
use kit::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::need::Need;

/// Letters of the word that is said over the telephone.
pub const WORD: usize = 6;
/// Wrong words until it is void.
pub const TRIES: i32 = 5;

/// How long it is good for.
pub fn good_until(now: Timestamp) -> Timestamp {
    now + Duration::days(1)
}

/// The word as it is kept: nobody reads it in the database.
pub fn digest(need: Uuid, word: &str) -> String {
    let word = kit::chance::normalise_code(word);
    let digest = Sha256::digest(format!("{need} {word}"));
    data_encoding::HEXLOWER.encode(&digest)
}

/// The code as the desk sees it: enough to tell two apart, too little to use.
pub fn shown_to_desk(code: &str) -> String {
    let shown = |(at, letter): (usize, char)| if at < 2 || letter == '-' { letter } else { '•' };
    code.chars().enumerate().map(shown).collect()
}

/// Does what is said of a village name the place that stands with the need: the village as people call it,
/// or the subdistrict or district?
pub fn is_of_village(need: &Need, typed: &str) -> bool {
    let plain = thai::places::spoken;
    let wanted = plain(typed);
    let place = thai::places::find(need.place_code()).filter(|_| need.told.district.is_some());
    let names = need.told.village.iter().map(|village| plain(village)).chain(place.map(|place| plain(place.name_th)));
    wanted.chars().count() > 1
        && names.into_iter().any(|name| name.contains(&wanted) || wanted.contains(&name) && !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_desk_sees_too_little_of_a_code_to_use_it() {
        assert_eq!(shown_to_desk("7K3M9-QPX2A"), "7K•••-•••••");
    }

    #[test]
    fn a_word_is_known_however_it_was_written_down_and_of_its_need_alone() {
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        assert_eq!(digest(one, "7k3m9q"), digest(one, "7K3M9-Q"));
        assert_ne!(digest(one, "7K3M9Q"), digest(other, "7K3M9Q"));
    }
}
