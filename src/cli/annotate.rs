//! `litmine annotate`: articles in, annotated articles out.

mod sink;

use std::path::{Path, PathBuf};

use anyhow::ensure;
use litmine::pipeline::{self, Annotator};

use super::Context;
use super::exit::Code;
use super::input::{self, InputOptions};
use super::progress::Progress;
use super::target::Target;
use sink::{OutputFormat, Sink};

/// Annotate articles without an index
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  litmine annotate corpus/ > annotated.jsonl
  litmine annotate --input-format jsonl - < articles.jsonl | jq '.mentions[].text'
  litmine annotate corpus/ --format bioc-xml -o corpus.bioc.xml")]
pub(crate) struct Annotate {
    /// Files and folders; `-` is standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    input: InputOptions,
    /// How the output is written
    #[arg(long, value_name = "FORMAT", default_value = "jsonl")]
    format: OutputFormat,
    /// The file to write, or the folder for brat; `-` is standard output
    #[arg(long, short, value_name = "FILE", default_value = "-")]
    output: PathBuf,
}

impl Annotate {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<Code> {
        let annotator = Annotator::new(context.lexicon()?);
        let pool = context.pool()?;
        let progress = Progress::new(context.quiet);
        let articles = input::articles(&self.paths, self.input.into(), &progress)?;
        let mut target = match self.format {
            OutputFormat::Brat => None,
            _ => Some(Target::open(&self.output)?),
        };
        let mut sink = match &mut target {
            Some(target) => Sink::new(target, self.format)?,
            None => {
                ensure!(
                    self.output != Path::new("-"),
                    "brat takes two files an article: give a folder with -o"
                );
                Sink::brat(self.output)?
            }
        };
        let mut code = Code::Done;
        pipeline::annotate_all(articles, &annotator, &pool, |outcome| match outcome {
            Ok(annotated) => {
                progress.article_done(annotated.structure.sentences.len() as u64);
                sink.article(&annotated)
            }
            Err(refused) => {
                code = Code::SomeRefused;
                progress.say(&format!("litmine: {refused}"));
                match refused.is_line {
                    true => {
                        let message = refused.error.to_string();
                        sink.error(refused.id.as_deref(), &message)
                    }
                    false => Ok(()),
                }
            }
        })?;
        sink.finish()?;
        if let Some(target) = target {
            target.finish()?;
        }
        progress.finish();
        Ok(code)
    }
}
