//! `litmine lexicon lookup --text`: why a name was, or was not, recognized in a text.

use std::io::{BufWriter, Write, stdout};
use std::sync::Arc;

use litmine::lexicon::Lexicon;
use litmine::model::{Document, Metadata, Span};
use litmine::recognize::{Recognizer, Trial, Verdict};
use litmine::segment;

use crate::cli::Context;
use crate::cli::exit::Code;
use crate::cli::terminal::printable;

/// Prints one line for each place where the name stands; without a name, one for each mention.
pub(super) fn run(context: &Context, text: &str, name: Option<&str>) -> anyhow::Result<Code> {
    let lexicon = context.lexicon()?;
    let recognizer = Recognizer::new(Arc::clone(&lexicon));
    let document = Document {
        id: "text".to_owned(),
        source: None,
        language: None,
        title: None,
        text: text.to_owned(),
        metadata: Metadata::default(),
        markup: Default::default(),
    };
    let structure = segment::structure(&document);
    let mut out = BufWriter::new(stdout().lock());
    let Some(name) = name else {
        for mention in recognizer.mentions(&document, &structure) {
            let surface = printable(mention.span.of(text));
            writeln!(
                out,
                "{surface}  {}",
                described(&lexicon, mention.concept.as_str())
            )?;
        }
        out.flush()?;
        return Ok(Code::Done);
    };
    let trials = recognizer.explain(&document, &structure, name);
    for trial in &trials {
        writeln!(out, "{}", line(&lexicon, text, name, trial))?;
    }
    out.flush()?;
    if trials.is_empty() {
        let name = printable(name);
        context.note(&match lexicon.spelling(&name) {
            None => format!("{name}: no dictionary has such a name"),
            Some(_) => {
                format!("{name}: the text does not hold it, nor another name of what it means")
            }
        });
    }
    Ok(Code::Done)
}

fn line(lexicon: &Lexicon, text: &str, name: &str, trial: &Trial) -> String {
    let around = |span: Span| {
        let before: Vec<char> = text[..span.start as usize].chars().rev().take(10).collect();
        let before: String = before.into_iter().rev().collect();
        let after: String = text[span.end as usize..].chars().take(10).collect();
        printable(&format!("{before}[{}]{after}", span.of(text))).into_owned()
    };
    let rule = lexicon
        .spelling(trial.span.of(text))
        .and_then(|spelling| spelling.rule_index);
    let rule = rule.map(|index| lexicon.rule_at(index));
    let reason = rule.map_or("", |rule| rule.reason.as_str());
    let verdict = match &trial.verdict {
        Verdict::Mention => "recognized".to_owned(),
        Verdict::CutsWord => {
            "not recognized: it is part of a longer word or counts something".to_owned()
        }
        Verdict::LetterCase => format!(
            "not recognized: its letter case is not that of {}",
            printable(name)
        ),
        Verdict::RuleNever => format!("not recognized: a rule says never ({reason})"),
        Verdict::PartOfOther => "not recognized: it is part of a longer Chinese name".to_owned(),
        Verdict::NoCompany => format!(
            "not recognized: it also means something else ({reason}), and neither its sentence nor the article speaks for it"
        ),
        Verdict::Hidden(over) => format!(
            "not recognized: it stands inside {}",
            printable(over.of(text))
        ),
        Verdict::OutsideTitle => "not recognized: in a reference list only titles count".to_owned(),
    };
    let concept = trial
        .concept
        .as_ref()
        .map(|id| described(lexicon, id.as_str()));
    format!(
        "{}  {}  {verdict}",
        around(trial.span),
        concept.unwrap_or_default()
    )
}

/// Category, id and names of a concept.
fn described(lexicon: &Lexicon, id: &str) -> String {
    match lexicon.concept(&id.into()) {
        Some(concept) => {
            let name_zh = concept.name_zh.as_deref().unwrap_or_default();
            format!(
                "{} {} {} {name_zh}",
                concept.category, concept.id, concept.name
            )
            .trim_end()
            .to_owned()
        }
        None => id.to_owned(),
    }
}
