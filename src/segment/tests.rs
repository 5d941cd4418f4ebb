//! Rows: a text, and what stands in it.

mod citation;
mod heading;
mod list;
mod reference;
mod sentence;

use super::*;
use crate::model::Metadata;

// Paragraphs and entries that the rows are made of.

const ZH: &str =
    "曲妥珠单抗与HER2结合后可抑制其信号，但部分患者在数月内出现耐药[1]。其机制尚未完全阐明。";
const EN: &str = "Patients with amplified tumours respond at first, yet most of them relapse within a year [1]. The reasons differ.";
const A: &str = "Scaltriti M, Rojo F, Ocaña A, et al. Expression of p95HER2 in breast cancer. J Natl Cancer Inst. 2007;99(8):628-38.";
const B: &str = "Nagata Y, Lan KH, Zhou X, et al. PTEN activation contributes to tumor inhibition. Cancer Cell. 2004;6(2):117-27.";
const C: &str = "Lu Y, Zi X, Zhao Y, et al. Insulin-like growth factor-I receptor signaling. J Natl Cancer Inst. 2001;93(24):1852-7.";

fn structure_of(text: &str) -> Structure {
    structure(&Document {
        id: "row".into(),
        source: None,
        language: None,
        title: None,
        text: text.into(),
        metadata: Metadata::default(),
        markup: Default::default(),
    })
}
