//! `litmine lexicon lookup`: every concept that a name can mean.

use std::io::{self, BufWriter, Write, stdout};
use std::sync::Arc;

use litmine::lexicon::{Lexicon, Rule, RuleKind};
use litmine::model::{Category, Concept, ConceptId};
use serde::Serialize;

use super::{explain, near};
use crate::cli::Context;
use crate::cli::exit::Code;
use crate::cli::terminal::{BOLD, FAINT, Paint, printable, style_of};

/// So many members are listed in the text; `--json` has all.
const MAX_LISTED: usize = 12;

/// Prefixes of ids that <https://bioregistry.io> leads on from.
const RESOLVED: [&str; 11] = [
    "chembl",
    "doid",
    "drugbank",
    "fplx",
    "hgnc",
    "hgnc.genegroup",
    "mesh",
    "ncbigene",
    "ncit",
    "rxcui",
    "uniprot",
];

/// Show every concept that a name can mean
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  litmine lexicon lookup 赫赛汀
  litmine lexicon lookup --json hgnc:3430
  litmine lexicon lookup MET --text 'HER2 met its match'")]
pub(crate) struct Lookup {
    /// A name in any spelling, or the id of a concept
    #[arg(value_name = "NAME", required_unless_present = "text")]
    name: Option<String>,
    /// Tell why NAME was, or was not, recognized in this text; without NAME, what was recognized
    #[arg(long, value_name = "TEXT", conflicts_with = "json")]
    text: Option<String>,
    /// The same as NAME
    #[arg(long, value_name = "NAME", conflicts_with = "name", requires = "text")]
    term: Option<String>,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct View<'l> {
    schema_version: u32,
    name: &'l str,
    /// Best first.
    concepts: Vec<ConceptView<'l>>,
    rule: Option<RuleView<'l>>,
    /// Names that are almost written like it, where there is no such name.
    near: Vec<&'l str>,
}

#[derive(Serialize)]
struct ConceptView<'l> {
    id: &'l str,
    url: Option<String>,
    category: Category,
    name: &'l str,
    name_zh: Option<&'l str>,
    synonyms: &'l [String],
    synonyms_zh: &'l [String],
    xrefs: &'l [String],
    parents: Vec<Link<'l>>,
    members: Vec<Link<'l>>,
    targets: Vec<Link<'l>>,
}

/// Another concept, with its name where the dictionaries have it.
#[derive(Serialize)]
struct Link<'l> {
    id: String,
    name: Option<&'l str>,
}

#[derive(Serialize)]
struct RuleView<'l> {
    kind: &'static str,
    context: Vec<&'l str>,
    reason: &'l str,
}

impl Lookup {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<Code> {
        let name = self.name.or(self.term);
        if let Some(text) = &self.text {
            return explain::run(context, text, name.as_deref());
        }
        let name = name.unwrap_or_default();
        let lexicon = context.lexicon()?;
        let view = View::new(&lexicon, &name);
        let mut out = BufWriter::new(stdout().lock());
        if self.json {
            serde_json::to_writer(&mut out, &view).map_err(io::Error::from)?;
            writeln!(out)?;
        } else if view.concepts.is_empty() {
            context.note(&view.unknown());
        } else {
            view.write(&mut out, context.paint())?;
        }
        out.flush()?;
        Ok(Code::Done)
    }
}

impl<'l> View<'l> {
    fn new(lexicon: &'l Lexicon, name: &'l str) -> Self {
        let by_id = lexicon.concept(&name.trim().into());
        let mut concepts: Vec<&Arc<Concept>> = by_id.into_iter().collect();
        concepts.extend(lexicon.named(name));
        let rule_index = lexicon
            .spelling(name)
            .and_then(|spelling| spelling.rule_index);
        let near = match concepts.is_empty() {
            true => near::names(lexicon, name),
            false => Vec::new(),
        };
        Self {
            schema_version: 1,
            name,
            concepts: concepts
                .into_iter()
                .map(|concept| ConceptView::new(lexicon, concept))
                .collect(),
            rule: rule_index.map(|index| RuleView::new(lexicon.rule_at(index))),
            near,
        }
    }

    fn unknown(&self) -> String {
        let name = printable(self.name);
        match self.near.is_empty() {
            true => format!("{name}: no dictionary has such a name, nor one like it"),
            false => format!(
                "{name}: no dictionary has such a name; near are {}",
                self.near.join("; ")
            ),
        }
    }

    fn write(&self, out: &mut impl Write, paint: Paint) -> io::Result<()> {
        for concept in &self.concepts {
            concept.write(out, paint)?;
        }
        match &self.rule {
            Some(rule) => writeln!(out, "{}: {}", printable(self.name), rule.sentence()),
            None => Ok(()),
        }
    }
}

impl<'l> ConceptView<'l> {
    fn new(lexicon: &'l Lexicon, concept: &'l Concept) -> Self {
        let links = |ids: &[ConceptId]| ids.iter().map(|id| Link::new(lexicon, id)).collect();
        let (prefix, _) = concept.id.as_str().split_once(':').unwrap_or_default();
        let url = RESOLVED
            .contains(&prefix)
            .then(|| format!("https://bioregistry.io/{}", concept.id));
        Self {
            id: concept.id.as_str(),
            url,
            category: concept.category,
            name: &concept.name,
            name_zh: concept.name_zh.as_deref(),
            synonyms: &concept.synonyms,
            synonyms_zh: &concept.synonyms_zh,
            xrefs: &concept.xrefs,
            parents: links(&concept.parents),
            members: links(&lexicon.children(&concept.id)),
            targets: links(&concept.targets),
        }
    }

    fn write(&self, out: &mut impl Write, paint: Paint) -> io::Result<()> {
        let category = paint.text(style_of(self.category), self.category.as_str());
        let name = paint.text(BOLD, self.name);
        let name_zh = self.name_zh.unwrap_or_default();
        writeln!(out, "{}  {category}  {name}  {name_zh}", self.id)?;
        let mut line = |title: &str, list: String| match list.is_empty() {
            true => Ok(()),
            false => writeln!(
                out,
                "  {} {list}",
                paint.text(FAINT, &format!("{title:<8}"))
            ),
        };
        line("link", self.url.clone().unwrap_or_default())?;
        let synonyms = [self.synonyms, self.synonyms_zh].concat();
        line("also", synonyms.join("; "))?;
        line("xrefs", self.xrefs.join("; "))?;
        line("parents", listed(&self.parents))?;
        line("members", listed(&self.members))?;
        line("targets", listed(&self.targets))?;
        writeln!(out)
    }
}

impl<'l> Link<'l> {
    fn new(lexicon: &'l Lexicon, id: &ConceptId) -> Self {
        Self {
            id: id.to_string(),
            name: lexicon.concept(id).map(|concept| concept.name.as_str()),
        }
    }
}

fn listed(links: &[Link]) -> String {
    let shown = links.iter().take(MAX_LISTED);
    let mut shown: Vec<String> = shown
        .map(|link| match link.name {
            Some(name) => format!("{name} ({})", link.id),
            None => link.id.clone(),
        })
        .collect();
    if links.len() > MAX_LISTED {
        shown.push(format!("{} more", links.len() - MAX_LISTED));
    }
    shown.join("; ")
}

impl<'l> RuleView<'l> {
    fn new(rule: &'l Rule) -> Self {
        Self {
            kind: match rule.kind {
                RuleKind::Exact => "exact",
                RuleKind::Context => "context",
                RuleKind::Longform => "longform",
                RuleKind::Unmeasured => "unmeasured",
                RuleKind::Never => "never",
            },
            context: rule.context.iter().map(AsRef::as_ref).collect(),
            reason: &rule.reason,
        }
    }

    /// Says what it takes before the spelling counts, and why.
    fn sentence(&self) -> String {
        let needs = match self.kind {
            "exact" => "counts only in the letter case of the dictionary".to_owned(),
            "context" => format!(
                "counts only beside one of {}, or in an article with another name of the concept",
                self.context.join(", ")
            ),
            "longform" => "counts only in an article with another name of the concept".to_owned(),
            "unmeasured" => "counts unless it stands as a laboratory value".to_owned(),
            _ => "never counts in a text".to_owned(),
        };
        match self.reason.is_empty() {
            true => needs,
            false => format!("{needs} ({})", self.reason),
        }
    }
}
