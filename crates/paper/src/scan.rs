//! What people send: photographs, scans, and files of many scanned pages. Each page is given on as one grey picture,
//! one after the other, so that a long file needs no more room than its largest page. A small file can unpack to a
//! very large one: that is refused before it is unpacked.

use std::io::Cursor;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::{RenderCache, RenderSettings, render};
use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, ImageDecoder, ImageFormat, ImageReader, Limits};

/// The largest file, in bytes.
pub const SCAN_MOST: usize = 40 * 1024 * 1024;
/// Pages of one file.
pub const PAGES_MOST: usize = 300;
/// The longest side of a picture, in pixels.
const SIDE_MOST: u32 = 12_000;
/// What one picture may take when it is unpacked, in bytes.
const MEMORY_MOST: u64 = 256 * 1024 * 1024;
/// The longest side of a page of a PDF, in pixels: 180 to the inch of A4.
const DRAWN: f32 = 2_105.0;

/// Why a file could not be taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// None of the kinds that are read.
    Kind,
    /// Broken, or locked by a password.
    Broken,
    /// Too large, as a file or once it is unpacked.
    Large,
    /// Too many pages.
    Pages,
}

/// Gives each page of a JPEG, PNG or PDF file to `with`, in order, until it answers false. Takes long: call it beside
/// other work.
///
/// # Errors
/// Why the file cannot be read. Pages that were given on before stand.
pub fn pages(file: &[u8], with: &mut dyn FnMut(GrayImage) -> bool) -> Result<(), Unreadable> {
    if file.len() > SCAN_MOST {
        return Err(Unreadable::Large);
    }
    if file.starts_with(b"%PDF") {
        return of_pdf(file, with);
    }
    let format = image::guess_format(file).map_err(|_| Unreadable::Kind)?;
    if !matches!(format, ImageFormat::Jpeg | ImageFormat::Png) {
        return Err(Unreadable::Kind);
    }
    with(picture(file, format)?);
    Ok(())
}

fn picture(file: &[u8], format: ImageFormat) -> Result<GrayImage, Unreadable> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MOST);
    limits.max_image_height = Some(SIDE_MOST);
    limits.max_alloc = Some(MEMORY_MOST);
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| Unreadable::Broken)?;
    let (width, height) = decoder.dimensions();
    if width.max(height) > SIDE_MOST || decoder.total_bytes() > MEMORY_MOST {
        return Err(Unreadable::Large);
    }
    let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| Unreadable::Broken)?;
    picture.apply_orientation(turned);
    Ok(picture.into_luma8())
}

fn of_pdf(file: &[u8], with: &mut dyn FnMut(GrayImage) -> bool) -> Result<(), Unreadable> {
    if largest_picture(file) > MEMORY_MOST / 4 {
        return Err(Unreadable::Large);
    }
    let pdf = Pdf::new(file.to_vec()).map_err(|_| Unreadable::Broken)?;
    if pdf.pages().len() > PAGES_MOST {
        return Err(Unreadable::Pages);
    }
    let settings = InterpreterSettings::default();
    for page in pdf.pages().iter() {
        let (width, height) = page.render_dimensions();
        let scale = DRAWN / width.max(height).max(1.0);
        let looks = RenderSettings {
            x_scale: scale,
            y_scale: scale,
            bg_color: hayro::vello_cpu::color::palette::css::WHITE,
            ..RenderSettings::default()
        };
        let drawn = render(page, &RenderCache::new(), &settings, &looks);
        let (width, height) = (u32::from(drawn.width()), u32::from(drawn.height()));
        let grey = drawn
            .data_as_u8_slice()
            .chunks_exact(4)
            .map(|one| ((u32::from(one[0]) * 299 + u32::from(one[1]) * 587 + u32::from(one[2]) * 114) / 1000) as u8);
        let picture = GrayImage::from_vec(width, height, grey.collect()).ok_or(Unreadable::Broken)?;
        if !with(picture) {
            break;
        }
    }
    Ok(())
}

/// Points of the largest picture that a PDF says it holds, read from what stands openly in it.
fn largest_picture(file: &[u8]) -> u64 {
    let number = |after: &[u8], from: usize| -> Option<u64> {
        let rest = file.get(from..(from + 400).min(file.len()))?;
        let at = rest.windows(after.len()).position(|part| part == after)?;
        let digits = rest[at + after.len()..].iter().skip_while(|byte| byte.is_ascii_whitespace());
        let digits: Vec<u8> = digits.take_while(|byte| byte.is_ascii_digit()).take(9).copied().collect();
        std::str::from_utf8(&digits).ok()?.parse().ok()
    };
    let images = file.windows(6).enumerate().filter(|(_, part)| part == b"/Image");
    let size = |at: usize| {
        let from = at.saturating_sub(200);
        Some(number(b"/Width", from)?.saturating_mul(number(b"/Height", from)?))
    };
    images.filter_map(|(at, _)| size(at)).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_scan_is_refused_and_a_bomb_is_not_unpacked() {
        let refused = |file: &[u8]| pages(file, &mut |_| true).expect_err("refused");
        assert_eq!(refused(b""), Unreadable::Kind);
        assert_eq!(refused(b"GIF89a"), Unreadable::Kind);
        assert_eq!(refused(b"%PDF-1.7 nothing"), Unreadable::Broken);
        assert_eq!(refused(&vec![0; SCAN_MOST + 1]), Unreadable::Large);
        let mut png = Vec::new();
        GrayImage::new(4, 4).write_to(&mut Cursor::new(&mut png), ImageFormat::Png).expect("a picture");
        assert_eq!(refused(&png[..20]), Unreadable::Broken);
        png[16..24].copy_from_slice(&[0, 1, 0x86, 0xA0, 0, 1, 0x86, 0xA0]);
        assert!(matches!(refused(&png), Unreadable::Large | Unreadable::Broken));
        let bomb =
            b"%PDF-1.4\n1 0 obj<</Type/XObject/Subtype/Image/Width 60000/Height 60000/Filter/FlateDecode>>stream";
        assert_eq!(refused(bomb), Unreadable::Large);
    }
}
