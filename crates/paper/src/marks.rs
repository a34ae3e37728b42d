//! The corner marks of a page, found in a picture of it, however it lies: a filled square, and three that have a white
//! square within. The filled one says which way is up.

use image::GrayImage;

use crate::layout::{CORNERS, HOLE, MARK};

/// Below this a point of the evened picture is print.
const DARK: u8 = 135;
/// Candidates of one kind that are looked at, the largest first.
const CANDIDATES: usize = 16;

#[derive(Clone, Copy, Debug)]
struct Square {
    x: f64,
    y: f64,
    /// Its side, in pixels.
    side: f64,
}

/// Where the corners of the page are, in the order of [`CORNERS`].
pub fn corners(even: &GrayImage) -> Option<[(f64, f64); 4]> {
    let (filled, hollow) = squares(even);
    let mut best: Option<(f64, [Square; 4])> = None;
    for first in filled {
        let like: Vec<&Square> = hollow.iter().filter(|one| (0.7..1.43).contains(&(one.side / first.side))).collect();
        for (a, one) in like.iter().enumerate() {
            for (b, two) in like.iter().enumerate().skip(a + 1) {
                for three in like.iter().skip(b + 1) {
                    let quad = in_order(first, [**one, **two, **three]);
                    if let Some(area) = quad.as_ref().and_then(page_like)
                        && best.as_ref().is_none_or(|(most, _)| area > *most)
                    {
                        best = quad.map(|quad| (area, quad));
                    }
                }
            }
        }
    }
    best.map(|(_, quad)| quad.map(|square| (square.x, square.y)))
}

/// The four as the hands of a clock go, the filled one first.
fn in_order(first: Square, others: [Square; 3]) -> Option<[Square; 4]> {
    let mut all = [first, others[0], others[1], others[2]];
    let middle = (all.iter().map(|one| one.x).sum::<f64>() / 4.0, all.iter().map(|one| one.y).sum::<f64>() / 4.0);
    // Down is positive in a picture: growing angles go as the hands of a clock.
    all.sort_by(|a, b| (a.y - middle.1).atan2(a.x - middle.0).total_cmp(&(b.y - middle.1).atan2(b.x - middle.0)));
    let at = all.iter().position(|one| one.x == first.x && one.y == first.y)?;
    all.rotate_left(at);
    Some(all)
}

/// The area of a quadrangle that can be a page seen from above or nearly so.
fn page_like(quad: &[Square; 4]) -> Option<f64> {
    let far = |a: usize, b: usize| (quad[a].x - quad[b].x).hypot(quad[a].y - quad[b].y);
    let turn = |a: usize, b: usize, c: usize| {
        (quad[b].x - quad[a].x) * (quad[c].y - quad[b].y) - (quad[b].y - quad[a].y) * (quad[c].x - quad[b].x)
    };
    if ![turn(0, 1, 2), turn(1, 2, 3), turn(2, 3, 0), turn(3, 0, 1)].iter().all(|turn| *turn > 0.0) {
        return None;
    }
    let (top, right, bottom, left) = (far(0, 1), far(1, 2), far(2, 3), far(3, 0));
    let alike = |a: f64, b: f64| (0.72..1.39).contains(&(a / b));
    let (width, height) = (f64::from(CORNERS[1].0 - CORNERS[0].0), f64::from(CORNERS[2].1 - CORNERS[1].1));
    let across = (top + bottom) / 2.0;
    let shape = (across / (left + right) * 2.0) / (width / height);
    let side = quad.iter().map(|one| one.side).sum::<f64>() / 4.0;
    let size = side / across / (2.0 * f64::from(MARK) / width);
    let fits = alike(top, bottom) && alike(left, right) && (0.8..1.25).contains(&shape) && (0.65..1.4).contains(&size);
    fits.then_some((top + bottom) * (left + right))
}

/// What can be a filled and a hollow corner mark.
fn squares(even: &GrayImage) -> (Vec<Square>, Vec<Square>) {
    let (width, height) = (even.width() as usize, even.height() as usize);
    let short = width.min(height) as f64;
    let mut seen: Vec<bool> = even.as_raw().iter().map(|value| *value >= DARK).collect();
    let (mut filled, mut hollow) = (Vec::new(), Vec::new());
    let mut stack = Vec::new();
    for start in 0..seen.len() {
        if seen[start] {
            continue;
        }
        let blob = blob(start, width, height, &mut seen, &mut stack);
        let (wide, high) = ((blob.right - blob.left + 1) as f64, (blob.bottom - blob.top + 1) as f64);
        let sized = |side: f64| (short * 0.012..short * 0.09).contains(&side);
        let covered = blob.area / (wide * high);
        if sized(wide) && sized(high) && (0.6..1.67).contains(&(wide / high)) && covered > 0.28 {
            judge(even, &blob, &mut filled, &mut hollow);
        }
    }
    for all in [&mut filled, &mut hollow] {
        all.sort_by(|a: &Square, b| b.side.total_cmp(&a.side));
    }
    filled.truncate(4 * CANDIDATES);
    hollow.truncate(CANDIDATES);
    (filled, hollow)
}

struct Blob {
    area: f64,
    x: f64,
    y: f64,
    left: usize,
    right: usize,
    top: usize,
    bottom: usize,
}

fn blob(start: usize, width: usize, height: usize, seen: &mut [bool], stack: &mut Vec<usize>) -> Blob {
    let mut blob = Blob { area: 0.0, x: 0.0, y: 0.0, left: usize::MAX, right: 0, top: usize::MAX, bottom: 0 };
    seen[start] = true;
    stack.push(start);
    while let Some(at) = stack.pop() {
        let (x, y) = (at % width, at / width);
        blob.area += 1.0;
        blob.x += x as f64;
        blob.y += y as f64;
        (blob.left, blob.right) = (blob.left.min(x), blob.right.max(x));
        (blob.top, blob.bottom) = (blob.top.min(y), blob.bottom.max(y));
        let mut look = |at: usize| {
            if !seen[at] {
                seen[at] = true;
                stack.push(at);
            }
        };
        if x > 0 {
            look(at - 1);
        }
        if x + 1 < width {
            look(at + 1);
        }
        if y > 0 {
            look(at - width);
        }
        if y + 1 < height {
            look(at + width);
        }
    }
    blob.x /= blob.area;
    blob.y /= blob.area;
    blob
}

fn judge(even: &GrayImage, blob: &Blob, filled: &mut Vec<Square>, hollow: &mut Vec<Square>) {
    let dark = |x: f64, y: f64| {
        let (x, y) = (x.round().max(0.0) as u32, y.round().max(0.0) as u32);
        x < even.width() && y < even.height() && even.get_pixel(x, y).0[0] < DARK
    };
    // A circle that lies wholly within the dark of a square, however it is turned.
    let around = |side: f64| {
        let on = |at: usize| (at as f64 * std::f64::consts::TAU / 12.0).sin_cos();
        let all = (0..12).map(on).filter(|(sin, cos)| dark(blob.x + cos * side * 0.4, blob.y + sin * side * 0.4));
        all.count() >= 11
    };
    let near = |reach: f64| {
        let all = [(0.0, 0.0), (reach, 0.0), (-reach, 0.0), (0.0, reach), (0.0, -reach)];
        all.into_iter().filter(|(x, y)| dark(blob.x + x, blob.y + y)).count()
    };
    let whole = blob.area.sqrt();
    let hole = f64::from(HOLE / MARK);
    let ring = (blob.area / (1.0 - hole * hole)).sqrt();
    if near(whole * 0.2) == 5 && around(whole) {
        filled.push(Square { x: blob.x, y: blob.y, side: whole });
    } else if near(ring * 0.1) == 0 && around(ring) {
        hollow.push(Square { x: blob.x, y: blob.y, side: ring });
    }
}
