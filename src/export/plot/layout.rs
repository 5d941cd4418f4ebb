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
