//! Photographs and drawings that people send. What is kept is never the file that came: it is decoded
//! and written anew, so that it is a picture and nothing else, stands upright, fits a weak network, and
//! says nothing of the camera, the day or the place where it was taken.

use std::io::Cursor;

use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use crate::message::{Message, msg};

/// The largest file, in bytes.
pub const PICTURE_MOST: usize = 10 * 1024 * 1024;
/// The longest side of a picture that is read, in pixels: beyond every telephone.
const SIDE_MOST: u32 = 12_000;
/// What a picture may take when it is unpacked, in bytes: a small file can hold a very large one.
const MEMORY_MOST: u64 = 256 * 1024 * 1024;
/// The longest side of a picture that is kept, in pixels.
const SHOWN: u32 = 1_400;
/// The same of its small copy, for lists and narrow screens.
const SMALL: u32 = 480;
/// How much of a photograph's detail is kept, of a hundred.
const QUALITY: u8 = 80;

/// A picture as it is kept.
#[derive(Clone, Debug)]
pub struct Picture {
    /// For a page.
    pub whole: Bytes,
    /// For a list.
    pub small: Bytes,
    /// `image/jpeg` or, where one can see through it, `image/png`.
    pub media_type: &'static str,
    /// Of the whole, in pixels.
    pub width: u32,
    /// Of the whole, in pixels.
    pub height: u32,
}

/// Reads a JPEG, PNG or WebP file, whatever its name says, and writes it anew. Takes up to a second of
/// work: call it beside the other tasks.
///
/// # Errors
/// `kit-picture-choose` for no file, `kit-picture-large`, or `kit-picture-unreadable` for what is none
/// of the three, is broken, or is too large unpacked.
pub fn read(file: &[u8]) -> Result<Picture, Message> {
    if file.is_empty() {
        return Err(msg("kit-picture-choose"));
    }
    if file.len() > PICTURE_MOST {
        return Err(msg("kit-picture-large").with("most", PICTURE_MOST / 1024 / 1024));
    }
    let picture = decoded(file).ok_or_else(|| msg("kit-picture-unreadable"))?;
    written(&picture).ok_or_else(|| msg("kit-picture-unreadable"))
}

/// The same beside the other tasks of the server.
///
/// # Errors
/// As [`read`].
pub async fn read_beside(file: Bytes) -> Result<Picture, Message> {
    let work = tokio::task::spawn_blocking(move || read(&file));
    // A decoder that fails on a broken file has refused it.
    work.await.unwrap_or_else(|_| Err(msg("kit-picture-unreadable")))
}

fn decoded(file: &[u8]) -> Option<DynamicImage> {
    let format = image::guess_format(file).ok()?;
    if !matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) {
        return None;
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MOST);
    limits.max_image_height = Some(SIDE_MOST);
    limits.max_alloc = Some(MEMORY_MOST);
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    if width.max(height) > SIDE_MOST || decoder.total_bytes() > MEMORY_MOST {
        return None;
    }
    let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(turned);
    Some(picture)
}

fn written(picture: &DynamicImage) -> Option<Picture> {
    let seen_through = picture.color().has_alpha() && picture.to_rgba8().pixels().any(|pixel| pixel.0[3] < u8::MAX);
    let whole = within(picture, SHOWN);
    let small = encoded(&within(&whole, SMALL), seen_through)?;
    let media_type = if seen_through { "image/png" } else { "image/jpeg" };
    let (width, height) = (whole.width(), whole.height());
    Some(Picture { whole: encoded(&whole, seen_through)?, small, media_type, width, height })
}

fn within(picture: &DynamicImage, side: u32) -> DynamicImage {
    if picture.width().max(picture.height()) <= side {
        return picture.clone();
    }
    picture.resize(side, side, FilterType::CatmullRom)
}

fn encoded(picture: &DynamicImage, seen_through: bool) -> Option<Bytes> {
    let mut out = Vec::new();
    if seen_through {
        let picture = DynamicImage::from(picture.to_rgba8());
        picture.write_to(&mut Cursor::new(&mut out), ImageFormat::Png).ok()?;
    } else {
        JpegEncoder::new_with_quality(&mut out, QUALITY).encode_image(&picture.to_rgb8()).ok()?;
    }
    Some(out.into())
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage, Rgba, RgbaImage};

    use super::*;

    fn file(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
        let mut out = Vec::new();
        picture.into().write_to(&mut Cursor::new(&mut out), format).expect("a file");
        out
    }

    /// A JPEG with a block of metadata: turned by a quarter, and a position in it.
    fn with_position(jpeg: &[u8]) -> Vec<u8> {
        let exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0GPS 7.5N 99.6E";
        let length = u16::try_from(exif.len() + 2).expect("short").to_be_bytes();
        [&jpeg[..2], &[0xFF, 0xE1], &length, exif, &jpeg[2..]].concat()
    }

    #[test]
    fn a_photograph_is_turned_upright_and_forgets_where_it_was_taken() {
        let jpeg = with_position(&file(RgbImage::from_pixel(60, 40, Rgb([200, 20, 20])), ImageFormat::Jpeg));
        assert!(jpeg.windows(3).any(|part| part == b"GPS"));
        let picture = read(&jpeg).expect("a picture");
        assert_eq!((picture.width, picture.height, picture.media_type), (40, 60, "image/jpeg"));
        for kept in [&picture.whole, &picture.small] {
            assert!(!kept.windows(3).any(|part| part == b"GPS") && !kept.windows(4).any(|part| part == b"Exif"));
        }
    }

    #[test]
    fn a_large_picture_is_kept_smaller_and_what_one_sees_through_stays_so() {
        let png = file(RgbaImage::from_pixel(2_000, 1_000, Rgba([0, 90, 160, 128])), ImageFormat::Png);
        let picture = read(&png).expect("a picture");
        assert_eq!((picture.width, picture.height, picture.media_type), (SHOWN, SHOWN / 2, "image/png"));
        let small = image::load_from_memory(&picture.small).expect("a picture");
        assert_eq!((small.width(), small.height()), (SMALL, SMALL / 2));
        let webp = file(RgbImage::from_pixel(10, 10, Rgb([0, 0, 0])), ImageFormat::WebP);
        assert_eq!(read(&webp).expect("a picture").media_type, "image/jpeg");
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        let jpeg = file(RgbImage::from_pixel(60, 40, Rgb([200, 20, 20])), ImageFormat::Jpeg);
        let cut = &jpeg[..30];
        for (file, said) in [
            (&b""[..], "kit-picture-choose"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "kit-picture-unreadable"),
            (b"\xFF\xD8\xFF\xE0 only the beginning", "kit-picture-unreadable"),
            (b"GIF89a", "kit-picture-unreadable"),
            (cut, "kit-picture-unreadable"),
        ] {
            assert_eq!(read(file).expect_err("refused").id(), said, "{file:?}");
        }
        assert_eq!(read(&vec![0xFF; PICTURE_MOST + 1]).expect_err("refused").id(), "kit-picture-large");
    }

    #[test]
    fn a_small_file_that_unpacks_to_a_huge_one_is_refused() {
        // The size stands in the head; nothing of it needs to follow.
        let mut png = file(RgbImage::from_pixel(1, 1, Rgb([0, 0, 0])), ImageFormat::Png);
        png[16..24].copy_from_slice(&[0, 1, 0x86, 0xA0, 0, 1, 0x86, 0xA0]);
        assert_eq!(read(&png).expect_err("refused").id(), "kit-picture-unreadable");
    }
}
