//! Main: a page → the element that holds its article.

use std::collections::HashMap;

use scraper::{ElementRef, Html};

use super::blocks::is_left_out;

/// Shorter pieces of text are labels and links, in characters.
const SHORTEST_CHARS: usize = 25;
/// The share of the running text that the element must hold, in percent.
const SHARE: usize = 75;

/// Running text of elements, by the element's address.
type Lengths = HashMap<usize, usize>;

/// An element keeps its address as long as its page lives.
fn key(element: &ElementRef<'_>) -> usize {
    std::ptr::from_ref(element.value()) as usize
}

/// Returns the smallest element that holds three quarters of the running text.
pub(super) fn content(page: &Html) -> ElementRef<'_> {
    let mut lengths = HashMap::new();
    let root = page.root_element();
    let whole = measure(root, &mut lengths);
    let mut element = root;
    loop {
        let of = |child: &ElementRef<'_>| lengths.get(&key(child)).copied().unwrap_or(0);
        let largest = element.child_elements().max_by_key(of);
        match largest
            .filter(|child| of(child) * 100 >= whole * SHARE && whole > 0 && is_container(child))
        {
            Some(child) => element = child,
            None => return element,
        }
    }
}

fn is_container(element: &ElementRef<'_>) -> bool {
    !matches!(
        element.value().name(),
        "p" | "span" | "b" | "strong" | "font" | "a" | "li" | "em" | "i"
    )
}

/// How much running text stands in an element and in those below it.
fn measure(element: ElementRef<'_>, lengths: &mut Lengths) -> usize {
    if is_left_out(&element) || element.value().name() == "a" {
        return 0;
    }
    let mut length = 0;
    for child in element.children() {
        if let Some(text) = child.value().as_text() {
            let count = text.trim().chars().count();
            let is_running = count >= SHORTEST_CHARS || text.contains(['。', '，']);
            length += if is_running { count } else { 0 };
        } else if let Some(child) = ElementRef::wrap(child) {
            length += measure(child, lengths);
        }
    }
    lengths.insert(key(&element), length);
    length
}
