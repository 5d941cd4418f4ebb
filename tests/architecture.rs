//! Architecture: who may import whom, and whether the documents point to something.
//!
//! Reads the sources as text. Tests inside `src/` may import what they like.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use regex::Regex;

/// What each module may import; every module may import `error` and itself.
const IMPORTS: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("model", &[]),
    ("normalize", &["model"]),
    ("lexicon", &["model", "normalize"]),
    ("words", &["model", "normalize"]),
    ("copies", &["model", "normalize"]),
    ("read", &["model"]),
    ("segment", &["model", "normalize"]),
    ("recognize", &["model", "normalize", "lexicon"]),
    ("link", &["model", "normalize"]),
    ("index", &["model", "words", "copies"]),
    (
        "search",
        &["model", "normalize", "lexicon", "words", "index"],
    ),
    ("cooccur", &["model"]),
    ("export", &["model"]),
    (
        "pipeline",
        &[
            "model",
            "normalize",
            "lexicon",
            "words",
            "copies",
            "read",
            "segment",
            "recognize",
            "link",
            "index",
            "search",
            "cooccur",
            "export",
        ],
    ),
];

/// Libraries that hide behind some of our modules.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("aho_corasick", &["recognize", "link"]),
    ("ferrous_opencc", &["normalize"]),
    ("jieba_rs", &["words"]),
    ("encoding_rs", &["read"]),
    ("flate2", &["lexicon", "read"]),
    ("quick_xml", &["lexicon", "read"]),
    ("scraper", &["read"]),
    ("parquet", &["export"]),
    ("plotters", &["export"]),
    ("tantivy", &["error", "index", "search"]),
    ("anyhow", &[]),
    ("clap", &[]),
    ("indicatif", &[]),
    ("signal_hook", &[]),
];

#[test]
fn modules_import_only_what_lies_below_them() {
    let mut wrong = Vec::new();
    for (module, source, line) in library_lines() {
        let Some((_, allowed)) = IMPORTS.iter().find(|(name, _)| *name == module) else {
            wrong.push(format!(
                "{source}: `{module}` is new; give it a row in IMPORTS"
            ));
            continue;
        };
        for import in imported_modules(&line) {
            if import != module && import != "error" && !allowed.contains(&import.as_str()) {
                wrong.push(format!(
                    "{source}: `{module}` imports `{import}`: {}",
                    line.trim()
                ));
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(
        wrong.is_empty(),
        "{}\nStages meet through `model` and are strung together by `pipeline`: move the shared \
         noun to `model`, the shared text rule to `normalize`, or hand the value in from `pipeline`. \
         Only if the arrow is meant to exist, add it to IMPORTS here and to ARCHITECTURE.md.",
        wrong.join("\n")
    );
}

#[test]
fn every_module_of_the_library_has_its_row() {
    let library = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let declared = Regex::new(r"(?m)^pub mod (\w+);").unwrap();
    let declared: Vec<&str> = declared
        .captures_iter(&library)
        .map(|found| found.extract::<1>().1[0])
        .collect();
    let listed: Vec<&str> = IMPORTS.iter().map(|(module, _)| *module).collect();
    let (mut a, mut b) = (declared.clone(), listed.clone());
    a.sort_unstable();
    b.sort_unstable();
    assert_eq!(
        a, b,
        "src/lib.rs (left) and IMPORTS in this file (right) list other modules"
    );
}

#[test]
fn libraries_stay_behind_their_module() {
    let mut wrong = Vec::new();
    for (module, source, line) in library_lines() {
        for (library, allowed) in LIBRARIES {
            let is_used = line.contains(&format!("{library}::"));
            if is_used && !allowed.contains(&module.as_str()) {
                wrong.push(format!(
                    "{source}: `{module}` uses `{library}`: {}",
                    line.trim()
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\nAsk the module that the library hides behind (LIBRARIES in this file).",
        wrong.join("\n")
    );
}

#[test]
fn the_program_uses_the_library_from_outside() {
    let main = [root().join("src/main.rs")];
    let sources = main.into_iter().chain(rust_files(&root().join("src/cli")));
    let mut wrong = Vec::new();
    for source in sources.filter(|source| source.exists()) {
        for line in code_lines(&fs::read_to_string(&source).unwrap()) {
            let is_inside = imported_modules(&line).iter().any(|module| module != "cli");
            if is_inside || line.contains("#[path") || line.contains("include!(") {
                wrong.push(format!("{}: {}", source.display(), line.trim()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\nThe program is a user of the library like any other: write `litmine::…` and make \
         public what it needs.",
        wrong.join("\n")
    );
}

#[test]
fn links_in_the_documents_point_to_something() {
    let link = Regex::new(r"\]\(([^)\s]+)\)").unwrap();
    let mut broken = Vec::new();
    for document in [
        "README.md",
        "ARCHITECTURE.md",
        "dictionaries/README.md",
        "corpus/README.md",
    ] {
        let path = root().join(document);
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        for found in link.captures_iter(&text) {
            let (_, [target]) = found.extract();
            let file = target.split('#').next().unwrap_or_default();
            let is_relative =
                !file.is_empty() && !file.contains("://") && !file.starts_with("mailto:");
            if is_relative && !path.parent().unwrap().join(file).exists() {
                broken.push(format!("{document}: {target}"));
            }
        }
    }
    assert!(
        broken.is_empty(),
        "{}\nThese links point nowhere: correct the path or take the link out.",
        broken.join("\n")
    );
}

#[test]
fn the_reader_of_imports_sees_every_way_to_write_one() {
    #[track_caller]
    fn check(line: &str, expected: &[&str]) {
        assert_eq!(imported_modules(line), expected, "{line}");
    }
    check("use crate::model::{Span, Document};", &["model"]);
    check(
        "use crate::{normalize, words::Words};",
        &["normalize", "words"],
    );
    check(
        "    let hits: Vec<crate::model::Hit> = crate::search::run();",
        &["model", "search"],
    );
    check("pub(crate) use inner::Item;", &[]);
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every line of code of the library: its module, its file, the line.
fn library_lines() -> Vec<(String, String, String)> {
    let src = root().join("src");
    let mut lines = Vec::new();
    for path in rust_files(&src) {
        let below = path.strip_prefix(&src).unwrap();
        let first = below
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_str()
            .unwrap();
        let module = first.trim_end_matches(".rs").to_owned();
        if ["main", "lib", "cli"].contains(&module.as_str()) {
            continue;
        }
        // So many `super::` lead out of the module.
        let depth = below.components().count() - usize::from(below.ends_with("mod.rs"));
        let way_out = "super::".repeat(depth);
        let code = code_lines(&fs::read_to_string(&path).unwrap()).into_iter();
        let source = format!("src/{}", below.display());
        lines.extend(code.map(|line| {
            (
                module.clone(),
                source.clone(),
                line.replace(&way_out, "crate::"),
            )
        }));
    }
    assert!(!lines.is_empty(), "no sources in {}", src.display());
    lines
}

/// Every source file below a folder but test modules, by path.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        let is_test = path.file_stem().is_some_and(|stem| stem == "tests");
        if is_test {
            continue;
        }
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// The lines of a source without comments and test modules; a `use` over several lines as one.
fn code_lines(source: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut source = source.lines();
    while let Some(line) = source.next() {
        let code = line.trim();
        if code == "#[cfg(test)]" {
            match source.next() {
                Some(item) if item.trim_end().ends_with(';') => continue,
                _ => break,
            }
        }
        if code.is_empty() || code.starts_with("//") {
            continue;
        }
        match lines
            .last_mut()
            .filter(|last| last.contains("use ") && !last.ends_with(';'))
        {
            Some(open) => open.push_str(code),
            None => lines.push(line.to_owned()),
        }
    }
    lines
}

/// The modules that `crate::` paths of a line name.
fn imported_modules(line: &str) -> Vec<String> {
    static PATH: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\bcrate::(?:\{(.*)\}|(\w+))").unwrap());
    let mut modules = Vec::new();
    for found in PATH.captures_iter(line) {
        match (found.get(1), found.get(2)) {
            (Some(group), _) => modules.extend(first_names(group.as_str())),
            (_, Some(module)) => modules.push(module.as_str().to_owned()),
            _ => {}
        }
    }
    modules
}

/// `normalize, words::{Words, Token}` → `normalize`, `words`.
fn first_names(group: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    let mut depth = 0;
    for character in group.chars() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(String::new()),
            other if depth == 0 => names.last_mut().unwrap().push(other),
            _ => {}
        }
    }
    let name = |path: String| {
        path.trim()
            .split("::")
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    names
        .into_iter()
        .map(name)
        .filter(|name| !name.is_empty())
        .collect()
}
