//! Shipped: the dictionaries of this repository, built into the program.

use super::{DictionaryFile, Layer};

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        vec![$(DictionaryFile {
            path: $path.to_owned(),
            text: include_str!(concat!("../../", $path)).to_owned(),
        }),*]
    };
}

pub(super) fn layer() -> Layer {
    Layer {
        concepts: files![
            "dictionaries/diseases.csv",
            "dictionaries/drug_classes.csv",
            "dictionaries/drugs.csv",
            "dictionaries/families.csv",
            "dictionaries/genes.csv",
            "dictionaries/mechanisms.csv",
            "dictionaries/pathways.csv",
        ],
        rules: files!["dictionaries/rules/ambiguity.csv"],
        cues: files![
            "dictionaries/cues/alteration.csv",
            "dictionaries/cues/change.csv",
            "dictionaries/cues/effect.csv",
            "dictionaries/cues/frame.csv",
            "dictionaries/cues/level.csv",
            "dictionaries/cues/modality.csv",
            "dictionaries/cues/outcome.csv",
        ],
    }
}
