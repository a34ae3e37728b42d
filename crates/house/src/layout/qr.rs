//! The square code by which a telephone opens what stands on paper: an address, drawn as one path.

use fast_qr::{ECL, QRBuilder};

/// Light squares around the code, without which no camera finds it.
const MARGIN: usize = 4;

/// A code, as `ui::qr` draws it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    /// Squares of one side, the margin included.
    pub side: usize,
    /// The dark squares, as the path of an SVG.
    pub path: String,
}

impl Qr {
    /// The code of a text; `None` where it is too long for one. A quarter of it may be lost to a fold
    /// or a stain.
    pub fn of(text: &str) -> Option<Self> {
        Self::drawn(text, ECL::Q)
    }

    /// The code of a text that is read from a screen, which nobody folds: it holds more in fewer squares.
    pub fn on_screen(text: &str) -> Option<Self> {
        Self::drawn(text, ECL::L)
    }

    fn drawn(text: &str, ecl: ECL) -> Option<Self> {
        let code = QRBuilder::new(text).ecl(ecl).build().ok()?;
        let mut path = String::new();
        for row in 0..code.size {
            let mut column = 0;
            while column < code.size {
                let dark = (column..code.size).take_while(|at| code[row][*at].value()).count();
                if dark > 0 {
                    path.push_str(&format!("M{} {}h{dark}v1h-{dark}z", column + MARGIN, row + MARGIN));
                }
                column += dark.max(1);
            }
        }
        Some(Self { side: code.size + 2 * MARGIN, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_its_code_and_a_book_has_none() {
        let code = Qr::of("https://example.org/technologies/T-1").expect("a code");
        // The corner by which a camera finds it: seven dark squares.
        assert!(code.path.starts_with("M4 4h7v1h-7z"), "{}", code.path);
        assert_eq!(code.side, 33 + 2 * MARGIN);
        assert_eq!(Qr::of(&"x".repeat(10_000)), None);
        let (paper, screen) =
            (Qr::of(&"x".repeat(300)).expect("a code"), Qr::on_screen(&"x".repeat(300)).expect("a code"));
        assert!(screen.side < paper.side);
    }
}
