//! PubAnnotation: text, denotations, attributes and relations of one document as JSON; see
//! <https://www.pubannotation.org/docs/annotation-format/>.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::relations;
use crate::export::positions::Positions;
use crate::model::AnnotatedDocument;

/// Writes one object.
pub(super) fn document(out: &mut impl Write, annotated: &AnnotatedDocument) -> io::Result<()> {
    let text = &annotated.document.text;
    let at = Positions::new(text);
    let mut denotations: Vec<Value> = Vec::new();
    let mut attributes: Vec<Value> = Vec::new();
    for (number, mention) in (1..).zip(&annotated.mentions) {
        let (begin, end) = at.span(mention.span);
        let id = format!("T{number}");
        let concept = mention.concept.as_str();
        denotations.push(json!({"id": id, "span": {"begin": begin, "end": end}, "obj": concept}));
        let category = mention.category.as_str();
        let attribute = format!("A{number}");
        attributes.push(json!({"id": attribute, "subj": id, "pred": "category", "obj": category}));
    }
    let relation = |(number, found): (usize, super::Relation)| {
        let [subject, object] =
            [found.participant, found.mechanism].map(|at| format!("T{}", at + 1));
        json!({"id": format!("R{}", number + 1), "subj": subject, "pred": "mechanism", "obj": object})
    };
    let relations: Vec<Value> = relations(annotated)
        .into_iter()
        .enumerate()
        .map(relation)
        .collect();
    let value = json!({
        "sourcedb": "litmine",
        "sourceid": annotated.document.id,
        "text": text,
        "denotations": denotations,
        "attributes": attributes,
        "relations": relations,
    });
    serde_json::to_writer(out, &value)?;
    Ok(())
}
