//! The same person written down twice: names that sound the same though they are spelled otherwise,
//! and what else speaks for or against it. Only people decide (docs/requirements.md C-13).

use kit::Message;
use kit::message::msg;

use super::volunteer::NewVolunteer;

/// What a name sounds like, letters that sound alike written as one: titles, tone marks, silent
/// letters and doubled consonants do not count, nor does the space between names.
pub fn sound(name: &str) -> String {
    let clean = thai::repair::clean(thai::names::without_titles(name)).to_lowercase();
    let mut heard = String::with_capacity(clean.len());
    let mut letters = clean.chars().peekable();
    while let Some(letter) = letters.next() {
        // The letter below a thanthakhat is silent, with the vowel that may stand between.
        if letter == '์' {
            // จันทร์: both letters of the cluster are silent.
            if heard.pop() == Some('ร') && heard.ends_with(['ท', 'ต', 'ด']) {
                heard.pop();
            }
            continue;
        }
        let next_is_silent = matches!(letters.peek(), Some('ิ' | 'ุ')) && letters.clone().nth(1) == Some('์');
        if next_is_silent {
            letters.next();
            letters.next();
            continue;
        }
        // ศรี, สร้าง: no ร is heard.
        let unheard = |said: &char| heard.ends_with(*said) || (*said == 'ร' && heard.ends_with('ส'));
        if let Some(said) = thai::sound::letter(letter).filter(|said| !unheard(said)) {
            heard.push(said);
        }
    }
    heard
}

/// Why two may be one, most telling first; empty when nothing says so. Who only share a name's
/// sound in different provinces do not count: rural people share their names.
pub fn reasons(one: &NewVolunteer, other: &NewVolunteer) -> Vec<Message> {
    let mut reasons = Vec::new();
    let sounds = sound(&one.name) == sound(&other.name);
    let phone = one.phone.is_some() && one.phone == other.phone;
    if !sounds || !(phone || one.province == other.province) {
        return reasons;
    }
    let spelled = |name: &str| thai::names::without_titles(name).to_owned();
    if spelled(&one.name) == spelled(&other.name) {
        reasons.push(msg("volunteers-alike-name"));
    } else {
        let both = msg("volunteers-alike-sound").with("one", spelled(&one.name)).with("other", spelled(&other.name));
        reasons.push(both);
    }
    let equal = |one: &Option<String>, other: &Option<String>| one.is_some() && one == other;
    let further = [
        (phone, "volunteers-alike-phone"),
        (one.network == other.network, "volunteers-alike-network"),
        (one.subdistrict.is_some() && equal(&one.subdistrict, &other.subdistrict), "volunteers-alike-subdistrict"),
        (equal(&one.district, &other.district), "volunteers-alike-district"),
        (one.joined_on.is_some() && one.joined_on == other.joined_on, "volunteers-alike-joined"),
    ];
    reasons.extend(further.into_iter().filter(|(holds, _)| *holds).map(|(_, id)| msg(id)));
    reasons
}

/// In how much of district, telephone and first day two agree; nothing where both say one of these, and
/// not the same.
pub fn agreeing(one: &NewVolunteer, other: &NewVolunteer) -> Option<usize> {
    fn agrees<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> Option<bool> {
        one.zip(other).map(|(one, other)| one == other)
    }
    let compared = [
        agrees(one.district.as_ref(), other.district.as_ref()),
        agrees(one.phone.as_ref(), other.phone.as_ref()),
        agrees(one.joined_on.as_ref(), other.joined_on.as_ref()),
    ];
    let agreeing = compared.iter().filter(|agrees| **agrees == Some(true)).count();
    (!compared.contains(&Some(false))).then_some(agreeing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_spelled_two_ways_sound_the_same() {
        for (one, other, same) in [
            ("นางสมศรี ใจดี", "สมสี ใจดี", true),
            ("น.ส.กาญจนา แก้วมณี", "กาญจณา แกวมณี", true),
            ("นายสมศักดิ์ ภูผา", "สมศัก  พูผา", true),
            ("จันทร์ ทองคำ", "จัน ทองคํา", true),
            ("ประสิทธิ์ ใจซื่อ", "ประสิทธิ ใจซือ", false),
            ("ประสิทธิ์ ใจซื่อ", "ประสิท ใจซือ", true),
            ("วันเพ็ญ รักดี", "วันเพญ รักดี", true),
            ("สมชาย ใจดี", "สมชัย ใจดี", false),
            ("มานี ใจดี", "มานะ ใจดี", false),
        ] {
            assert_eq!(sound(one) == sound(other), same, "{one}, {other}: {} {}", sound(one), sound(other));
        }
    }
}
