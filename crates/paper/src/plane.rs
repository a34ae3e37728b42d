//! From millimetres on the paper to points of a picture: the paper is flat, and whoever holds a telephone never holds
//! it quite above it.

/// A mapping of one plane to another, by four points of each.
#[derive(Clone, Copy, Debug)]
pub struct Plane([f64; 9]);

impl Plane {
    /// The mapping that takes each of `from` to its neighbour in `to`; `None` where three of them lie in a line.
    pub fn between(from: [(f32, f32); 4], to: [(f64, f64); 4]) -> Option<Self> {
        let mut rows = [[0.0_f64; 9]; 8];
        for (at, ((x, y), (u, v))) in from.into_iter().zip(to).enumerate() {
            let (x, y) = (f64::from(x), f64::from(y));
            rows[2 * at] = [x, y, 1.0, 0.0, 0.0, 0.0, -u * x, -u * y, u];
            rows[2 * at + 1] = [0.0, 0.0, 0.0, x, y, 1.0, -v * x, -v * y, v];
        }
        let solved = solve(&mut rows)?;
        let mut all = [1.0; 9];
        all[..8].copy_from_slice(&solved);
        Some(Self(all))
    }

    /// Where a point of the paper lies in the picture.
    pub fn at(&self, x: f32, y: f32) -> (f64, f64) {
        let (m, x, y) = (&self.0, f64::from(x), f64::from(y));
        let depth = m[6] * x + m[7] * y + m[8];
        ((m[0] * x + m[1] * y + m[2]) / depth, (m[3] * x + m[4] * y + m[5]) / depth)
    }
}

/// Gauss, taking the largest of a column first.
fn solve(rows: &mut [[f64; 9]; 8]) -> Option<[f64; 8]> {
    for column in 0..8 {
        let largest = (column..8).max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()))?;
        rows.swap(column, largest);
        let pivot = rows[column][column];
        if pivot.abs() < 1e-9 {
            return None;
        }
        for row in 0..8 {
            if row != column {
                let times = rows[row][column] / pivot;
                let taken = rows[column];
                for (value, taken) in rows[row].iter_mut().zip(taken).skip(column) {
                    *value -= times * taken;
                }
            }
        }
    }
    let mut solved = [0.0; 8];
    for (at, value) in solved.iter_mut().enumerate() {
        *value = rows[at][8] / rows[at][at];
    }
    Some(solved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_points_lie_where_they_were_put_and_a_line_is_no_plane() {
        let from = [(0.0, 0.0), (100.0, 0.0), (100.0, 200.0), (0.0, 200.0)];
        let to = [(10.0, 20.0), (400.0, 5.0), (420.0, 700.0), (-5.0, 650.0)];
        let plane = Plane::between(from, to).expect("a plane");
        for ((x, y), (u, v)) in from.into_iter().zip(to) {
            let (a, b) = plane.at(x, y);
            assert!((a - u).abs() < 1e-6 && (b - v).abs() < 1e-6);
        }
        assert!(Plane::between([(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (3.0, 0.0)], to).is_none());
    }
}
