//! Layout: edges → where the nodes stand, by forces.
//!
//! Fruchterman and Reingold, "Graph drawing by force-directed placement" (1991): nodes
//! push each other away, edges pull, and each step is shorter than the last. Starts
//! from a spiral in the order given, so that the same edges give the same picture.

/// More steps change nothing that one sees.
const STEPS: u32 = 600;

type Point = (f64, f64);

/// Returns a place in the unit square for each of `count` nodes; edges have a weight from 0 to 1.
pub(super) fn layout(count: usize, edges: &[(usize, usize, f64)]) -> Vec<Point> {
    let mut places: Vec<Point> = (0..count).map(|node| start(node, count)).collect();
    let ideal = 0.9 / (count.max(1) as f64).sqrt();
    for step in 0..STEPS {
        let longest = 0.1 * (1.0 - f64::from(step) / f64::from(STEPS));
        let forces = forces(&places, edges, ideal);
        for (place, force) in places.iter_mut().zip(forces) {
            let size = force.0.hypot(force.1).max(1e-9);
            let length = size.min(longest);
            place.0 += force.0 / size * length;
            place.1 += force.1 / size * length;
        }
    }
    fitted(&places)
}

/// What a node covers around its place, in the units of the place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cover {
    /// To the left and to the right.
    pub(super) side: f64,
    pub(super) above: f64,
    pub(super) below: f64,
}

/// More rounds are of no use: what still overlaps has no room.
const ROUNDS: u32 = 400;

/// Moves nodes whose covers overlap away from each other, each the shortest way, within a
/// picture of `size`.
pub(super) fn part(places: &mut [Point], covers: &[Cover], size: Point) {
    for _ in 0..ROUNDS {
        let mut is_moved = false;
        for one in 0..places.len() {
            for other in one + 1..places.len() {
                let (a, b) = (covers[one], covers[other]);
                let (x, y) = (
                    places[other].0 - places[one].0,
                    places[other].1 - places[one].1,
                );
                let across = a.side + b.side - x.abs();
                let down = if y >= 0.0 {
                    a.below + b.above
                } else {
                    b.below + a.above
                } - y.abs();
                if across <= 0.0 || down <= 0.0 {
                    continue;
                }
                is_moved = true;
                let (step_x, step_y) = match across < down {
                    true => ((across / 2.0 + 0.5).copysign(x), 0.0),
                    false => (0.0, (down / 2.0 + 0.5).copysign(y)),
                };
                places[one] = (places[one].0 - step_x, places[one].1 - step_y);
                places[other] = (places[other].0 + step_x, places[other].1 + step_y);
            }
        }
        for (place, cover) in places.iter_mut().zip(covers) {
            place.0 = place.0.min(size.0 - cover.side).max(cover.side);
            place.1 = place.1.min(size.1 - cover.below).max(cover.above);
        }
        if !is_moved {
            return;
        }
    }
}

fn start(node: usize, count: usize) -> Point {
    // The golden angle puts neighbours in the list apart from each other.
    let angle = node as f64 * 2.399_963_229_728_653;
    let radius = 0.5 * ((node as f64 + 0.5) / count as f64).sqrt();
    (radius * angle.cos(), radius * angle.sin())
}

fn forces(places: &[Point], edges: &[(usize, usize, f64)], ideal: f64) -> Vec<Point> {
    // A pull to the middle keeps parts that hang on nothing in the picture.
    let mut forces: Vec<Point> = places.iter().map(|p| (-p.0 * 0.3, -p.1 * 0.3)).collect();
    for one in 0..places.len() {
        for other in one + 1..places.len() {
            let (x, y, distance) = between(places[one], places[other]);
            let push = ideal * ideal / distance;
            add(&mut forces, one, (x * push, y * push));
            add(&mut forces, other, (-x * push, -y * push));
        }
    }
    for &(one, other, weight) in edges {
        let (x, y, distance) = between(places[one], places[other]);
        let pull = distance * distance / ideal * (0.4 + 0.6 * weight);
        add(&mut forces, one, (-x * pull, -y * pull));
        add(&mut forces, other, (x * pull, y * pull));
    }
    forces
}

/// The direction from `other` to `one`, and how far they are apart.
fn between(one: Point, other: Point) -> (f64, f64, f64) {
    let (x, y) = (one.0 - other.0, one.1 - other.1);
    let distance = x.hypot(y).max(1e-3);
    (x / distance, y / distance, distance)
}

fn add(forces: &mut [Point], node: usize, force: Point) {
    forces[node].0 += force.0;
    forces[node].1 += force.1;
}

/// The same places, moved and stretched to fill the unit square.
fn fitted(places: &[Point]) -> Vec<Point> {
    let range = |of: fn(&Point) -> f64| {
        let least = places.iter().map(of).fold(f64::INFINITY, f64::min);
        let most = places.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        (least, (most - least).max(1e-9))
    };
    let ((left, width), (top, height)) = (range(|p| p.0), range(|p| p.1));
    let fit = |p: &Point| ((p.0 - left) / width, (p.1 - top) / height);
    match places.len() {
        1 => vec![(0.5, 0.5)],
        _ => places.iter().map(fit).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn covers_that_overlap_are_parted_inside_the_picture() {
        let mut places = vec![(10.0, 10.0), (12.0, 10.0), (12.0, 11.0), (90.0, 90.0)];
        let cover = Cover {
            side: 10.0,
            above: 5.0,
            below: 9.0,
        };
        part(&mut places, &[cover; 4], (100.0, 100.0));
        for (one, a) in places.iter().enumerate() {
            assert!(
                a.0 >= 10.0 && a.0 <= 90.0 && a.1 >= 5.0 && a.1 <= 91.0,
                "{a:?}"
            );
            for b in &places[one + 1..] {
                let overlap = (a.0 - b.0).abs() < 20.0 && (a.1 - b.1).abs() < 14.0;
                assert!(!overlap, "{a:?} {b:?}");
            }
        }
        assert_eq!(places[3], (90.0, 90.0));
    }
}
