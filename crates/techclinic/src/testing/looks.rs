//! Whether a page looks as it did: pictures a quarter as large and without colour, so that what one browser
//! draws a little otherwise than another does not count, and what moved, went or fell apart does.

use std::io::Cursor;

use image::imageops::thumbnail;
use image::{DynamicImage, GrayImage, ImageFormat};

/// The share of a picture that may look otherwise.
pub(super) const MOST: f64 = 0.02;
/// Steps of grey, of 256, by which a point looks otherwise.
const OTHERWISE: u8 = 48;
/// How much smaller pictures are kept.
const SMALLER: u32 = 4;

/// A picture of a page, as it is kept.
pub(super) fn small(png: &[u8]) -> GrayImage {
    let grey = small_as_kept(png);
    thumbnail(&grey, grey.width() / SMALLER, grey.height() / SMALLER)
}

/// A picture that was kept.
pub(super) fn small_as_kept(png: &[u8]) -> GrayImage {
    image::load_from_memory_with_format(png, ImageFormat::Png).expect("a picture").into_luma8()
}

/// As a PNG.
pub(super) fn written(picture: &GrayImage) -> Vec<u8> {
    let mut png = Cursor::new(Vec::new());
    DynamicImage::from(picture.clone()).write_to(&mut png, ImageFormat::Png).expect("written");
    png.into_inner()
}

/// The share of the larger that looks otherwise in the other, or is not there at all.
pub(super) fn differ(one: &GrayImage, other: &GrayImage) -> f64 {
    let (width, height) = (one.width().max(other.width()), one.height().max(other.height()));
    let same = |x: &u32, y: &u32| match (one.get_pixel_checked(*x, *y), other.get_pixel_checked(*x, *y)) {
        (Some(one), Some(other)) => one.0[0].abs_diff(other.0[0]) < OTHERWISE,
        _ => false,
    };
    let all = u64::from(width) * u64::from(height);
    let alike = (0..height).map(|y| (0..width).filter(|x| same(x, &y)).count() as u64).sum::<u64>();
    (all - alike) as f64 / all.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Luma;

    fn page(height: u32, box_at: u32) -> GrayImage {
        GrayImage::from_fn(400, height, |x, y| {
            Luma([if (40..240).contains(&x) && (box_at..box_at + 80).contains(&y) { 20 } else { 250 }])
        })
    }

    #[test]
    fn what_moved_or_went_is_seen_and_a_little_is_not() {
        let before = small(&written(&page(400, 40)));
        for (height, box_at, alike) in [(400, 40, true), (400, 41, true), (400, 80, false), (480, 40, false)] {
            let now = small(&written(&page(height, box_at)));
            assert_eq!(differ(&before, &now) < MOST, alike, "{height} {box_at}: {}", differ(&before, &now));
        }
    }
}
