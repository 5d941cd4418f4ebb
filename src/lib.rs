//! litmine: which gene or drug, by which mechanism, from which reference.
//!
//! Chinese and English articles in; an evidence table and a full-text index out.
//!
//! ```text
//! read → segment → recognize → link → index → search
//!                                        └──→ cooccur → export
//! ```

#![warn(clippy::print_stdout, clippy::print_stderr)]
// The documentation is built with its private items, for those who work on them.
#![allow(rustdoc::private_intra_doc_links)]
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod error;

pub mod model;

pub mod normalize;

pub mod lexicon;

pub mod words;

pub mod copies;

pub mod read;

pub mod segment;

pub mod recognize;

pub mod link;

pub mod index;

pub mod search;

pub mod cooccur;

pub mod export;

pub mod pipeline;
