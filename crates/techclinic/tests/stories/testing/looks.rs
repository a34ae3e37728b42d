//! Pictures of pages, and whether a page looks as it did: pictures a quarter as large and without colour, so that what one browser
//! draws a little otherwise than another does not count, and what moved, went or fell apart does.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use image::imageops::thumbnail;
use image::{DynamicImage, GrayImage, ImageFormat};
use serde_json::json;
use thirtyfour::prelude::*;

use super::browser::{Browser, Device};

/// Pictures that were looked at.
const SNAPSHOTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/stories/testing/snapshots");

/// The share of a picture that may look otherwise.
const MOST: f64 = 0.02;
/// Steps of grey, of 256, by which a point looks otherwise.
const OTHERWISE: u8 = 48;
/// How much smaller pictures are kept.
const SMALLER: u32 = 4;

impl Browser {
    /// A picture of the whole page, where pictures are wanted.
    pub(crate) async fn picture(&self, name: &str) {
        self.picture_of(name, "html").await;
    }

    /// A picture of a part of the page, where pictures are wanted.
    pub(crate) async fn picture_of(&self, name: &str, selector: &str) {
        if let Some(folder) = pictures() {
            keep(&folder, &self.named_for_device(name), &self.seen(selector).await);
        }
    }

    /// The whole page looks as on the picture of this name in `snapshots/`, which somebody looked at. Where pictures
    /// are wanted, the one of now is left there instead, to be looked at and put beside the others.
    pub(crate) async fn must_look_as_before(&self, name: &str) {
        let name = self.named_for_device(name);
        let now = small(&self.seen("html").await);
        if let Some(folder) = pictures() {
            return keep(&folder, &name, &written(&now));
        }
        let before = std::fs::read(Path::new(SNAPSHOTS).join(&name)).expect("a picture of before");
        let differ = differ(&small_as_kept(&before), &now);
        assert!(differ < MOST, "{name}: {:.1} % of it look otherwise", 100.0 * differ);
    }

    /// A part of the page as it is seen, as a PNG.
    async fn seen(&self, selector: &str) -> Vec<u8> {
        let part =
            self.driver.find(By::Css(selector)).await.expect("a part of the page").rect().await.expect("a place");
        let clip = json!({"x": part.x, "y": part.y, "width": part.width, "height": part.height, "scale": 1});
        let wanted = json!({"format": "png", "captureBeyondViewport": true, "clip": clip});
        let taken = self.ask("Page.captureScreenshot", wanted).await;
        let png = taken["data"].as_str().and_then(|data| data_encoding::BASE64.decode(data.as_bytes()).ok());
        png.expect("a picture")
    }

    fn named_for_device(&self, name: &str) -> String {
        let device = match self.device {
            Device::Phone => "phone",
            Device::Desktop => "desktop",
        };
        format!("{name}-{device}.png")
    }
}

fn keep(folder: &Path, name: &str, png: &[u8]) {
    std::fs::create_dir_all(folder).expect("a folder for pictures");
    std::fs::write(folder.join(name), png).expect("kept");
}

/// Where pictures of the pages go, when somebody wants to look at them.
#[expect(clippy::disallowed_methods, reason = "pictures are wanted, or not, by whoever runs the tests")]
fn pictures() -> Option<PathBuf> {
    std::env::var_os("TECHCLINIC_PICTURES").map(PathBuf::from)
}

/// A picture of a page, as it is kept.
fn small(png: &[u8]) -> GrayImage {
    let grey = small_as_kept(png);
    thumbnail(&grey, grey.width() / SMALLER, grey.height() / SMALLER)
}

/// A picture that was kept.
fn small_as_kept(png: &[u8]) -> GrayImage {
    image::load_from_memory_with_format(png, ImageFormat::Png).expect("a picture").into_luma8()
}

/// As a PNG.
fn written(picture: &GrayImage) -> Vec<u8> {
    let mut png = Cursor::new(Vec::new());
    DynamicImage::from(picture.clone()).write_to(&mut png, ImageFormat::Png).expect("written");
    png.into_inner()
}

/// The share of the larger that looks otherwise in the other, or is not there at all.
fn differ(one: &GrayImage, other: &GrayImage) -> f64 {
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
