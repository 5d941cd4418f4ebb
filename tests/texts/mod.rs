//! Texts: the articles that tests run on, annotated with the shipped dictionaries.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use litmine::lexicon::Lexicon;
use litmine::model::{AnnotatedDocument, Document, Metadata};
use litmine::pipeline::{self, Annotator};

/// One text and the name of its file without the extension.
pub(crate) struct Text {
    pub(crate) name: String,
    pub(crate) text: String,
}

impl Text {
    /// As a document with its name as id.
    pub(crate) fn document(&self) -> Document {
        Document {
            id: self.name.clone(),
            source: None,
            language: None,
            title: None,
            text: self.text.clone(),
            metadata: Metadata::default(),
            markup: Default::default(),
        }
    }

    /// With all its layers.
    pub(crate) fn annotated(&self) -> AnnotatedDocument {
        pipeline::annotate(self.document(), annotator())
    }
}

/// What annotates with the shipped dictionaries, built once.
pub(crate) fn annotator() -> &'static Annotator {
    static ANNOTATOR: LazyLock<Annotator> =
        LazyLock::new(|| Annotator::new(Arc::new(Lexicon::load(&[]).unwrap())));
    &ANNOTATOR
}

/// A path of the repository.
pub(crate) fn path(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(below)
}

/// Every `.txt` and `.md` file of a folder but its README, by name.
pub(crate) fn texts(folder: &str) -> Vec<Text> {
    let folder = path(folder);
    let mut texts = Vec::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let is_text = path
            .extension()
            .is_some_and(|ext| ext == "txt" || ext == "md");
        if is_text && name != "README" {
            let text = fs::read_to_string(&path).unwrap();
            texts.push(Text { name, text });
        }
    }
    texts.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(!texts.is_empty(), "no text in {}", folder.display());
    texts
}
