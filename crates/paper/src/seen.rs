//! A page found in a picture: where it lies, how dark its print is, and which page of which sheet it says it is.

use image::codecs::jpeg::JpegEncoder;
use image::{GrayImage, ImageFormat};

use crate::code::PageCode;
use crate::layout::{CODE, CORNERS, Room};
use crate::light::{self, SIDE_LEAST};
use crate::marks;
use crate::plane::Plane;

/// How faithfully a page is kept: letters stay sharp, and a page takes some 300 kB.
const KEPT: u8 = 80;
/// Points a millimetre of a page that is kept.
const POINTS: f32 = 6.0;

/// A part of a page that was [kept](Seen::photograph), as a PNG file.
///
/// # Errors
/// When the file is none of ours.
pub fn cut_out(kept: &[u8], room: &Room) -> Result<Vec<u8>, image::ImageError> {
    let page = image::load_from_memory_with_format(kept, ImageFormat::Jpeg)?;
    let points = |length: f32| (length.max(0.0) * POINTS) as u32;
    let part = page.crop_imm(points(room.x), points(room.y), points(room.w).max(1), points(room.h).max(1));
    let mut file = Vec::new();
    part.write_to(&mut std::io::Cursor::new(&mut file), ImageFormat::Png)?;
    Ok(file)
}

/// Why no page was found in a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// So small that no bubble could be told from its neighbour.
    Small,
    /// The four corner marks are not all to be seen: another paper, a folded corner, a sheet that lies half outside.
    NoMarks,
    /// The marks are there, the square code cannot be read.
    NoCode,
    /// The square code is somebody else's.
    Foreign,
}

/// A page that was found.
#[derive(Clone, Debug)]
pub struct Seen {
    /// What its square code says.
    pub code: PageCode,
    pub(crate) even: GrayImage,
    pub(crate) plane: Plane,
    /// How dark print is on the evened picture.
    pub(crate) black: f32,
    picture: GrayImage,
}

/// Finds the page that a picture shows.
///
/// # Errors
/// Why there is none.
pub fn find(picture: &GrayImage) -> Result<Seen, Refusal> {
    if picture.width().min(picture.height()) < SIDE_LEAST {
        return Err(Refusal::Small);
    }
    let picture = light::sized(picture);
    let even = light::evened(&picture);
    let corners = marks::corners(&even).ok_or(Refusal::NoMarks)?;
    let plane = Plane::between(CORNERS, corners).ok_or(Refusal::NoMarks)?;
    let code = code(&even, &picture, &plane)?;
    // Beside the hole of each mark there is print, and in the middle of the filled one.
    let beside = |(x, y): (f32, f32)| [(x - 2.6, y), (x + 2.6, y), (x, y - 2.6), (x, y + 2.6)];
    let places = CORNERS.into_iter().flat_map(beside);
    let mut dark: Vec<f32> = places.map(|(x, y)| light::value(&even, plane.at(x, y))).collect();
    dark.sort_by(f32::total_cmp);
    let black = dark[dark.len() / 2].min(150.0);
    Ok(Seen { code, even, plane, black, picture })
}

fn code(even: &GrayImage, picture: &GrayImage, plane: &Plane) -> Result<PageCode, Refusal> {
    // Where the code stands is known, and so are its squares: they are looked at one by one, which needs no sharpness.
    for side in SIDES {
        if let Some(code) = by_squares(even, plane, side).and_then(|text| PageCode::read(&text)) {
            return Ok(code);
        }
    }
    let (x, y, side) = CODE;
    let room = Room { x: x - 4.5, y: y - 4.5, w: side + 9.0, h: side + 9.0 };
    let mut refusal = Refusal::NoCode;
    for (from, scale) in [(even, 8.0), (picture, 5.0)] {
        let cut = cut(from, plane, &room, scale);
        let (width, height) = (cut.width() as usize, cut.height() as usize);
        let mut prepared =
            rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| cut.as_raw()[y * width + x]);
        for (_, text) in prepared.detect_grids().iter().filter_map(|grid| grid.decode().ok()) {
            match PageCode::read(&text) {
                Some(code) => return Ok(code),
                None => refusal = Refusal::Foreign,
            }
        }
    }
    Err(refusal)
}

/// How many squares a side of our codes has: those of ten letters, and of a few more or fewer.
const SIDES: [usize; 3] = [25, 21, 29];

/// Reads the code square by square, where its three corner patterns fit best.
fn by_squares(even: &GrayImage, plane: &Plane, side: usize) -> Option<String> {
    let one = CODE.2 / side as f32;
    let value = |row: usize, column: usize, (dx, dy): (f32, f32)| {
        let (x, y) = (CODE.0 + dx + (column as f32 + 0.5) * one, CODE.1 + dy + (row as f32 + 0.5) * one);
        light::value(even, plane.at(x, y))
    };
    let steps = || (-6_i8..=6).map(|step| f32::from(step) * 0.25);
    let (mut best, mut at) = (f32::MIN, (0.0, 0.0));
    for shift in steps().flat_map(|x| steps().map(move |y| (x, y))) {
        let mut score = -2.0 * shift.0.hypot(shift.1);
        for (top, left) in [(0, 0), (0, side - 7), (side - 7, 0)] {
            for (row, column) in (0..7).flat_map(|row| (0..7).map(move |column| (row, column))) {
                let from_middle = 3_usize.abs_diff(row).max(3_usize.abs_diff(column));
                let seen = value(top + row, left + column, shift) / 147.0;
                score += if from_middle == 2 { seen } else { -seen };
            }
        }
        if score > best {
            (best, at) = (score, shift);
        }
    }
    let all: Vec<f32> = (0..side * side).map(|cell| value(cell / side, cell % side, at)).collect();
    let (dark, light) = (share(&all, 0.2), share(&all, 0.8));
    // Nothing stands there.
    if light - dark < 40.0 {
        return None;
    }
    let middle = (dark + light) / 2.0;
    let grid = rqrr::SimpleGrid::from_func(side, |x, y| all[y * side + x] < middle);
    rqrr::Grid::new(grid).decode().ok().map(|(_, text)| text)
}

fn share(values: &[f32], share: f32) -> f32 {
    let mut all = values.to_vec();
    all.sort_by(f32::total_cmp);
    all[((all.len() - 1) as f32 * share) as usize]
}

fn cut(from: &GrayImage, plane: &Plane, room: &Room, scale: f32) -> GrayImage {
    let (width, height) = ((room.w * scale).ceil() as u32, (room.h * scale).ceil() as u32);
    GrayImage::from_fn(width.max(1), height.max(1), |x, y| {
        let at = plane.at(room.x + (x as f32 + 0.5) / scale, room.y + (y as f32 + 0.5) / scale);
        image::Luma([light::value(from, at) as u8])
    })
}

impl Seen {
    /// A part of the page, straightened, for a person: six points a millimetre.
    pub fn cut(&self, room: &Room) -> GrayImage {
        cut(&self.even, &self.plane, room, POINTS)
    }

    /// The whole page as a JPEG file, straightened, in its own light: what is kept of it.
    ///
    /// # Errors
    /// Never for a page that was found; the writer of pictures says so all the same.
    pub fn photograph(&self) -> Result<Vec<u8>, image::ImageError> {
        let mut file = Vec::new();
        JpegEncoder::new_with_quality(&mut file, KEPT).encode_image(&self.upright())?;
        Ok(file)
    }

    /// The whole page, straightened, in its own light.
    pub fn upright(&self) -> GrayImage {
        cut(&self.picture, &self.plane, &Room { x: 0.0, y: 0.0, w: 210.0, h: 297.0 }, POINTS)
    }
}
