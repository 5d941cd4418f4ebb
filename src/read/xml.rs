//! XML: records of a stream, each as a small tree.
//!
//! Sets of articles are large and one broken record must not cost the others, so a stream is
//! cut at the end tags of its records first ([`records`]) and each record parsed by itself
//! ([`parse`]). Document types are never read: entities that only they define stay as written,
//! nothing is expanded and nothing fetched.

pub(super) mod records;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Elements deeper than this are refused.
const DEEPEST: usize = 512;
/// Further attributes of an element are left out.
const MOST_ATTRIBUTES: usize = 1000;

/// One element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// Its name without a namespace prefix.
    pub name: String,
    /// Its attributes, names without a prefix.
    pub attributes: Vec<(String, String)>,
    /// What stands in it, in order.
    pub children: Vec<Node>,
}

/// What stands in an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// The elements in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The elements in it of one name.
    pub(super) fn named<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The first element in it of one name.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// The first element at the end of a path of names.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Element> {
        path.iter()
            .try_fold(self, |element, name| element.child(name))
    }

    /// Every element below it of one of these names, in document order, not below each other.
    pub(super) fn all<'e>(&'e self, names: &[&str]) -> Vec<&'e Element> {
        let mut found = Vec::new();
        for element in self.elements() {
            if names.contains(&element.name.as_str()) {
                found.push(element);
            } else {
                found.extend(element.all(names));
            }
        }
        found
    }

    /// The first element below it of one of these names.
    pub(super) fn first(&self, names: &[&str]) -> Option<&Element> {
        self.elements()
            .find_map(|element| match names.contains(&element.name.as_str()) {
                true => Some(element),
                false => element.first(names),
            })
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|(other, _)| other == name);
        found.map(|(_, value)| value.as_str())
    }

    /// All text in it, each run of white space as one space; what `leave_out` names is left out.
    pub(super) fn text_without(&self, leave_out: &[&str]) -> String {
        let mut text = String::new();
        self.gather(leave_out, &mut text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// All text in it, each run of white space as one space.
    pub(super) fn text(&self) -> String {
        self.text_without(&[])
    }

    /// The text of the first child of one name; `None` if it is missing or empty.
    pub(super) fn text_of(&self, name: &str) -> Option<String> {
        let text = self.child(name)?.text();
        (!text.is_empty()).then_some(text)
    }

    fn gather(&self, leave_out: &[&str], text: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(part) => text.push_str(part),
                Node::Element(element) if leave_out.contains(&element.name.as_str()) => {}
                Node::Element(element) => element.gather(leave_out, text),
            }
        }
    }
}

/// Reads a piece of XML as the children of one nameless element.
///
/// # Errors
///
/// What is wrong, with the byte at which it was found.
pub(super) fn parse(text: &str) -> Result<Element, String> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = false;
    let mut open = vec![Element::default()];
    loop {
        let event = reader
            .read_event()
            .map_err(|error| format!("{error}, at byte {}", reader.error_position()))?;
        match event {
            Event::Start(_) if open.len() > DEEPEST => {
                return Err(format!("more than {DEEPEST} elements in each other"));
            }
            Event::Start(start) => open.push(element(&start)),
            Event::Empty(start) => add(&mut open, Node::Element(element(&start))),
            Event::End(_) => {
                if let Some(done) = open.pop() {
                    add(&mut open, Node::Element(done));
                }
            }
            Event::Text(text) => write(&mut open, &text.xml10_content()),
            Event::CData(text) => write(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => write(&mut open, &resolve(&reference)),
            Event::Eof => break,
            _ => {}
        }
    }
    match (open.len(), open.pop()) {
        (1, Some(root)) => Ok(root),
        (_, last) => Err(format!(
            "no end of <{}>",
            last.map_or(String::new(), |element| element.name)
        )),
    }
}

fn element(start: &BytesStart<'_>) -> Element {
    let local = |name: &str| name.rsplit(':').next().unwrap_or_default().to_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes().with_checks(false).take(MOST_ATTRIBUTES) {
        let Ok(attribute) = attribute else { break };
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_or_else(|_| attribute.value.to_string(), |value| value.into_owned());
        attributes.push((local(attribute.key.as_ref()), value));
    }
    Element {
        name: local(start.name().as_ref()),
        attributes,
        children: Vec::new(),
    }
}

fn add(open: &mut [Element], node: Node) {
    if let Some(element) = open.last_mut() {
        element.children.push(node);
    }
}

fn write(open: &mut [Element], text: &str) {
    let Some(element) = open.last_mut() else {
        return;
    };
    match element.children.last_mut() {
        Some(Node::Text(before)) => before.push_str(text),
        _ => element.children.push(Node::Text(text.to_owned())),
    }
}

/// A reference as the character it stands for; an entity that no one knows stays as written.
fn resolve(reference: &BytesRef<'_>) -> String {
    if reference.is_char_ref() {
        return match reference.resolve_char_ref() {
            Ok(Some(character)) if character != '\0' => character.to_string(),
            _ => char::REPLACEMENT_CHARACTER.to_string(),
        };
    }
    let name = reference.xml10_content();
    match ENTITIES.iter().find(|(known, _)| *known == name) {
        Some((_, text)) => (*text).to_owned(),
        None => format!("&{name};"),
    }
}

/// The entities of XML, and those of HTML that stand in articles.
const ENTITIES: [(&str, &str); 33] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("ensp", " "),
    ("emsp", " "),
    ("thinsp", " "),
    ("ndash", "–"),
    ("mdash", "—"),
    ("minus", "−"),
    ("hyphen", "‐"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("hellip", "…"),
    ("deg", "°"),
    ("plusmn", "±"),
    ("times", "×"),
    ("middot", "·"),
    ("micro", "µ"),
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("kappa", "κ"),
    ("le", "≤"),
    ("ge", "≥"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_text_attributes_and_entities() {
        let root =
            parse("<a x='1 &amp; 2'>T<b>P5</b>3 &alpha;&#x6D4B; &nosuch; <![CDATA[<x>]]></a>")
                .unwrap();
        let a = root.child("a").unwrap();
        assert_eq!(a.attribute("x"), Some("1 & 2"));
        assert_eq!(a.text(), "TP53 α测 &nosuch; <x>");
        assert_eq!(a.text_without(&["b"]), "T3 α测 &nosuch; <x>");
        assert_eq!(
            parse("<x:a xml:lang='zh'/>")
                .unwrap()
                .child("a")
                .unwrap()
                .attribute("lang"),
            Some("zh")
        );
    }

    #[test]
    fn refuses_what_is_not_well_formed() {
        assert!(parse("<a><b></a></b>").is_err());
        assert_eq!(parse("<a>").unwrap_err(), "no end of <a>");
        let deep = "<a>".repeat(100_000);
        assert_eq!(
            parse(&deep).unwrap_err(),
            "more than 512 elements in each other"
        );
        let wide = format!(
            "<a {}>x</a>",
            (0..5000).map(|n| format!("a{n}='1' ")).collect::<String>()
        );
        assert_eq!(parse(&wide).unwrap().text(), "x");
    }
}
