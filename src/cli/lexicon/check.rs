//! `litmine lexicon check`: are the dictionaries sound, and how much is in them?

use std::io::{BufWriter, Write, stdout};
use std::path::PathBuf;

use litmine::lexicon::{self, Lexicon};
use litmine::model::Category;

use crate::cli::exit::Code;
use crate::cli::{Context, say};

/// Look for faults in the dictionaries, file and line, and count what is in them
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  litmine lexicon check                   the dictionaries in use
  litmine lexicon check my-dictionaries   and those of a folder over them")]
pub(crate) struct Check {
    /// Folders of dictionaries, over those of --dictionaries
    #[arg(value_name = "DIR")]
    folders: Vec<PathBuf>,
}

impl Check {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<Code> {
        let folders = [context.dictionaries.as_slice(), &self.folders].concat();
        let findings = lexicon::audit(&folders)?;
        if !findings.is_empty() {
            findings
                .iter()
                .for_each(|finding| say(&finding.to_string()));
            return Ok(Code::Usage);
        }
        let lexicon = Lexicon::load(&folders)?;
        let mut out = BufWriter::new(stdout().lock());
        for category in Category::ALL {
            let (word, count) = (category.as_str(), lexicon.count(category));
            writeln!(out, "{word:<12}{count:>7}")?;
        }
        let spellings = lexicon.spellings();
        let ruled = lexicon
            .spellings()
            .filter(|s| s.rule_index.is_some())
            .count();
        let counts = [
            ("concepts", lexicon.concepts().count()),
            ("names", lexicon.concepts().map(|c| c.names().count()).sum()),
            ("spellings", spellings.len()),
            ("with a rule", ruled),
        ];
        for (what, count) in counts {
            writeln!(out, "{what:<12}{count:>7}")?;
        }
        writeln!(out, "fingerprint  {}", lexicon.fingerprint())?;
        out.flush()?;
        Ok(Code::Done)
    }
}
