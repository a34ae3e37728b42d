//! Amounts in English words, as an English paper of a Thai office writes them behind the figure.

use super::Satang;

const BELOW_TWENTY: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const GROUPS: [(u64, &str); 5] = [
    (1_000_000_000_000_000, "quadrillion"),
    (1_000_000_000_000, "trillion"),
    (1_000_000_000, "billion"),
    (1_000_000, "million"),
    (1_000, "thousand"),
];

impl Satang {
    /// In English words.
    ///
    /// ```
    /// # use thai::Satang;
    /// assert_eq!(Satang(175_000_000).in_english_words(), "one million seven hundred fifty thousand baht only");
    /// assert_eq!(Satang(2_125).in_english_words(), "twenty-one baht and twenty-five satang");
    /// ```
    pub fn in_english_words(self) -> String {
        let (baht, satang) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        let sign = if self.0 < 0 { "minus " } else { "" };
        match (baht, satang) {
            (baht, 0) => format!("{sign}{} baht only", spelt(baht)),
            (0, satang) => format!("{sign}{} satang", spelt(satang)),
            (baht, satang) => format!("{sign}{} baht and {} satang", spelt(baht), spelt(satang)),
        }
    }
}

fn spelt(number: u64) -> String {
    let mut words = Vec::new();
    let mut rest = number;
    for (value, name) in GROUPS {
        if rest >= value {
            words.push(below_thousand(rest / value));
            words.push(name.to_owned());
            rest %= value;
        }
    }
    if rest > 0 || number == 0 {
        words.push(below_thousand(rest));
    }
    words.join(" ")
}

fn below_thousand(number: u64) -> String {
    let word = |of: &[&str], at: u64| of[usize::try_from(at).unwrap_or(0)].to_owned();
    match (number / 100, number % 100) {
        (0, rest @ 0..20) => word(&BELOW_TWENTY, rest),
        (0, rest) if rest % 10 == 0 => word(&TENS, rest / 10),
        (0, rest) => format!("{}-{}", word(&TENS, rest / 10), word(&BELOW_TWENTY, rest % 10)),
        (hundreds, 0) => format!("{} hundred", word(&BELOW_TWENTY, hundreds)),
        (hundreds, rest) => format!("{} hundred {}", word(&BELOW_TWENTY, hundreds), below_thousand(rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_in_english_words() {
        for (satang, words) in [
            (0, "zero baht only"),
            (50, "fifty satang"),
            (100, "one baht only"),
            (1_001, "ten baht and one satang"),
            (-100, "minus one baht only"),
            (2_000_100, "twenty thousand one baht only"),
            (56_735_900_000, "five hundred sixty-seven million three hundred fifty-nine thousand baht only"),
            (10_000_000_000_000, "one hundred billion baht only"),
        ] {
            assert_eq!(Satang(satang).in_english_words(), words);
        }
    }

    /// What English words say, reckoned back.
    fn reckoned(words: &str) -> u64 {
        let (mut whole, mut group) = (0u64, 0u64);
        for word in words.split([' ', '-']) {
            let small = BELOW_TWENTY.iter().position(|own| *own == word);
            let ten = TENS.iter().position(|own| *own == word).map(|at| at * 10);
            if let Some(value) = small.or(ten) {
                group += u64::try_from(value).expect("small");
            } else if word == "hundred" {
                group *= 100;
            } else {
                let (value, _) = GROUPS.iter().find(|(_, own)| *own == word).expect("a word of ours");
                whole += group * value;
                group = 0;
            }
        }
        whole + group
    }

    proptest! {
        #[test]
        fn words_say_the_number(number in 0u64..92_233_720_368_547_758) {
            prop_assert_eq!(reckoned(&spelt(number)), number);
        }
    }
}
