//! Letters by what is heard: Thai writes most sounds in several ways, and people mix them up.

/// One letter for those that sound alike; none for what is not heard or cannot be told apart.
pub fn letter(letter: char) -> Option<char> {
    Some(match letter {
        'ข' | 'ค' | 'ฆ' => 'ค',
        'ฉ' | 'ช' | 'ฌ' => 'ช',
        'ซ' | 'ศ' | 'ษ' | 'ส' => 'ส',
        'ญ' | 'ย' => 'ย',
        'ฎ' | 'ด' => 'ด',
        'ฏ' | 'ต' => 'ต',
        'ฐ' | 'ฑ' | 'ฒ' | 'ถ' | 'ท' | 'ธ' => 'ท',
        'ณ' | 'น' => 'น',
        'ผ' | 'พ' | 'ภ' => 'พ',
        'ฝ' | 'ฟ' => 'ฟ',
        'ล' | 'ฬ' => 'ล',
        'ห' | 'ฮ' => 'ฮ',
        'ใ' | 'ไ' => 'ไ',
        'ิ' | 'ี' => 'ี',
        'ึ' | 'ื' => 'ื',
        'ุ' | 'ู' => 'ู',
        '่' | '้' | '๊' | '๋' | '็' => return None,
        other if other.is_alphanumeric() || ('\u{0E30}'..='\u{0E45}').contains(&other) => other,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn letters_that_sound_alike_are_one() {
        for (one, other) in [('ศ', 'ส'), ('ณ', 'น'), ('ใ', 'ไ'), ('ี', 'ิ'), ('ก', 'ก')] {
            assert_eq!(letter(one), letter(other), "{one} {other}");
        }
        assert_eq!(letter('้'), None, "a tone mark is no letter");
        assert_ne!(letter('ก'), letter('ข'));
    }
}
