//! `litmine annotate`: articles in, annotated articles out, one JSON object a line.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use clap::ValueEnum;
use litmine::export::article;
use litmine::pipeline::{self, Annotator};

use super::Context;
use super::exit::Code;
use super::input::{self, InputOptions};
use super::progress::Progress;

/// Annotate articles without an index
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  litmine annotate corpus/ > annotated.jsonl
  litmine annotate --input-format jsonl - < articles.jsonl | jq '.mentions[].text'")]
pub(crate) struct Annotate {
    /// Files and folders; `-` is standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    input: InputOptions,
    /// How the output is written
    #[arg(long, value_name = "FORMAT", default_value = "jsonl")]
    format: OutputFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum OutputFormat {
    /// One JSON object a line
    Jsonl,
}

impl Annotate {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<Code> {
        let annotator = Annotator::new(context.lexicon()?);
        let pool = context.pool()?;
        let progress = Progress::new(context.quiet);
        let articles = input::articles(&self.paths, self.input.into(), &progress)?;
        let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
        let mut code = Code::Done;
        pipeline::annotate_all(articles, &annotator, &pool, |outcome| match outcome {
            Ok(annotated) => {
                progress.article_done(annotated.structure.sentences.len());
                match self.format {
                    OutputFormat::Jsonl => article::write(&mut out, &annotated),
                }
            }
            Err(refused) => {
                code = Code::SomeRefused;
                progress.say(&format!("litmine: {refused}"));
                match refused.is_line {
                    true => {
                        let message = refused.error.to_string();
                        article::write_error(&mut out, refused.id.as_deref(), &message)
                    }
                    false => Ok(()),
                }
            }
        })?;
        out.flush()?;
        progress.finish();
        Ok(code)
    }
}
