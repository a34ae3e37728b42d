//! The light of a picture made even: what is paper becomes white, whatever shadow or stain lies upon it, and print
//! keeps how dark it is beside the paper around it.

use image::GrayImage;
use image::imageops::{FilterType, resize, thumbnail};

/// The longest side of a picture that is read, in pixels. More of them say no more about a bubble.
const SIDE: u32 = 2_200;
/// The shortest side of a sheet that can be read.
pub const SIDE_LEAST: u32 = 600;
/// How many tiles the paper's light is measured in, along the longest side.
const TILES: u32 = 44;

/// The picture in the size in which it is read.
pub fn sized(picture: &GrayImage) -> GrayImage {
    let longest = picture.width().max(picture.height());
    if longest <= SIDE {
        return picture.clone();
    }
    let times = f64::from(SIDE) / f64::from(longest);
    let side = |length: u32| ((f64::from(length) * times).round() as u32).max(1);
    let (width, height) = (side(picture.width()), side(picture.height()));
    // Averages are right for halves and less; what is nearly the size already needs more care.
    if times < 0.6 { thumbnail(picture, width, height) } else { resize(picture, width, height, FilterType::Triangle) }
}

/// The same picture with its paper white.
pub fn evened(picture: &GrayImage) -> GrayImage {
    let (width, height) = picture.dimensions();
    let tile = (width.max(height) / TILES).max(8);
    let (across, down) = (width.div_ceil(tile), height.div_ceil(tile));
    let paper = paper(picture, tile, across, down);
    let smooth = softened(picture);
    let mut even = GrayImage::new(width, height);
    for y in 0..height {
        for x in 0..width {
            let white = between(&paper, across, down, x as f32 / tile as f32 - 0.5, y as f32 / tile as f32 - 0.5);
            let value = f32::from(smooth[(y * width + x) as usize]) * 255.0 / white;
            even.as_mut()[(y * width + x) as usize] = value.min(255.0) as u8;
        }
    }
    even
}

/// How light the paper is in each tile.
fn paper(picture: &GrayImage, tile: u32, across: u32, down: u32) -> Vec<f32> {
    let mut paper = Vec::with_capacity((across * down) as usize);
    for row in 0..down {
        for column in 0..across {
            let mut counts = [0_u32; 256];
            let mut all = 0;
            for y in (row * tile..((row + 1) * tile).min(picture.height())).step_by(2) {
                for x in (column * tile..((column + 1) * tile).min(picture.width())).step_by(2) {
                    counts[usize::from(picture.as_raw()[(y * picture.width() + x) as usize])] += 1;
                    all += 1;
                }
            }
            paper.push(share(&counts, all, 0.80));
        }
    }
    // What is far darker than the paper anywhere is no paper: the table below it.
    let mut sorted = paper.clone();
    sorted.sort_by(f32::total_cmp);
    let floor = sorted[sorted.len() * 9 / 10] * 0.28;
    let near = |row: i64, column: i64| {
        let (row, column) = (row.clamp(0, i64::from(down) - 1), column.clamp(0, i64::from(across) - 1));
        paper[(row * i64::from(across) + column) as usize]
    };
    let mut smooth = Vec::with_capacity(paper.len());
    for row in 0..i64::from(down) {
        for column in 0..i64::from(across) {
            let mut sum = 2.0 * near(row, column);
            for (y, x) in [(-1, 0), (1, 0), (0, -1), (0, 1)] {
                sum += near(row + y, column + x);
            }
            smooth.push((sum / 6.0).max(floor).max(1.0));
        }
    }
    smooth
}

/// The value below which so much of all lies.
fn share(counts: &[u32; 256], all: u32, share: f32) -> f32 {
    let mut left = (all as f32 * share) as u32;
    for (value, count) in counts.iter().enumerate() {
        if *count > left {
            return value as f32;
        }
        left -= count;
    }
    255.0
}

fn between(paper: &[f32], across: u32, down: u32, x: f32, y: f32) -> f32 {
    let (x, y) = (x.clamp(0.0, across as f32 - 1.0), y.clamp(0.0, down as f32 - 1.0));
    let (left, top) = (x as u32, y as u32);
    let (right, below) = ((left + 1).min(across - 1), (top + 1).min(down - 1));
    let at = |column: u32, row: u32| paper[(row * across + column) as usize];
    let (tx, ty) = (x - left as f32, y - top as f32);
    let upper = at(left, top) * (1.0 - tx) + at(right, top) * tx;
    let lower = at(left, below) * (1.0 - tx) + at(right, below) * tx;
    upper * (1.0 - ty) + lower * ty
}

/// Each point as the mean of its neighbourhood, against the grain of a camera.
fn softened(picture: &GrayImage) -> Vec<u8> {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let raw = picture.as_raw();
    let mut rows = vec![0_u16; raw.len()];
    for y in 0..height {
        let line = &raw[y * width..(y + 1) * width];
        for x in 0..width {
            let (left, right) = (line[x.saturating_sub(1)], line[(x + 1).min(width - 1)]);
            rows[y * width + x] = u16::from(left) + u16::from(line[x]) + u16::from(right);
        }
    }
    let mut soft = vec![0_u8; raw.len()];
    for y in 0..height {
        let (above, below) = (y.saturating_sub(1) * width, (y + 1).min(height - 1) * width);
        for x in 0..width {
            soft[y * width + x] = ((rows[above + x] + rows[y * width + x] + rows[below + x]) / 9) as u8;
        }
    }
    soft
}

/// The value of a picture between its points; what lies outside is white.
pub fn value(picture: &GrayImage, (x, y): (f64, f64)) -> f32 {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    if !(x >= 0.0 && y >= 0.0 && x < width as f64 - 1.0 && y < height as f64 - 1.0) {
        return 255.0;
    }
    let (left, top) = (x as usize, y as usize);
    let (tx, ty) = ((x - left as f64) as f32, (y - top as f64) as f32);
    let raw = picture.as_raw();
    let at = |x: usize, y: usize| f32::from(raw[y * width + x]);
    let upper = at(left, top) * (1.0 - tx) + at(left + 1, top) * tx;
    let lower = at(left, top + 1) * (1.0 - tx) + at(left + 1, top + 1) * tx;
    upper * (1.0 - ty) + lower * ty
}
