//! Runs the program in fresh folders: what it prints, where, and how it ends.

#![allow(clippy::unwrap_used)]

#[path = "cli/export.rs"]
mod export;
#[path = "cli/filter.rs"]
mod filter;
#[path = "cli/index.rs"]
mod index;
#[path = "cli/lexicon.rs"]
mod lexicon;
#[path = "cli/refusals.rs"]
mod refusals;
#[path = "cli/search.rs"]
mod search;

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const CHINESE: &str = "\
曲妥珠单抗耐药机制研究进展

一、旁路激活

HER2阳性乳腺癌患者使用曲妥珠单抗后，IGF1R与HER2形成二聚体，旁路激活导致耐药[1]。\
MET扩增可导致奥希替尼耐药[2]。

参考文献

1. Nahta R, Yuan LX, Zhang B, et al. Insulin-like growth factor-I receptor/human epidermal growth \
factor receptor 2 heterodimerization. Cancer Res. 2005;65(23):11118-11128.
2. Engelman JA, Zejnullahu K, Mitsudomi T, et al. MET amplification leads to gefitinib resistance \
in lung cancer. Science. 2007;316(5827):1039-1043.
";

const ENGLISH: &str = "\
# Resistance to HER2-directed therapy

## Bypass signaling

Resistance to trastuzumab in HER2-positive breast cancer follows bypass activation by EGFR [1]. \
Patients with MET amplification no longer respond to osimertinib [1].

## References

1. Scaltriti M, Rojo F, Ocana A, et al. Expression of p95HER2, a truncated form of the HER2 \
receptor. J Natl Cancer Inst. 2007;99(8):628-638.
";

/// A fresh folder to run the program in.
struct Folder(TempDir);

/// How a run ended.
#[derive(Debug)]
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Folder {
    /// Makes a folder with `corpus/zh.txt` and `corpus/en.md`.
    fn new() -> Self {
        let folder = Self(TempDir::new().unwrap());
        folder.write("corpus/zh.txt", CHINESE);
        folder.write("corpus/en.md", ENGLISH);
        folder
    }

    /// Makes a folder with the two articles and their index.
    fn indexed() -> Self {
        let folder = Self::new();
        folder.run(&["index"]).ended(0);
        folder
    }

    fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.0.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.0.path().join(path)).unwrap()
    }

    fn read_bytes(&self, path: &str) -> Vec<u8> {
        std::fs::read(self.0.path().join(path)).unwrap()
    }

    fn remove(&self, path: &str) {
        std::fs::remove_file(self.0.path().join(path)).unwrap();
    }

    fn names(&self) -> Vec<String> {
        let entries = self.0.path().read_dir().unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, "")
    }

    /// Runs the program with something on standard input.
    fn run_with(&self, args: &[&str], input: impl AsRef<[u8]>) -> Ran {
        self.run_in(".", args, input)
    }

    /// Runs the program in a folder inside.
    fn run_in(&self, inside: &str, args: &[&str], input: impl AsRef<[u8]>) -> Ran {
        let mut child = Command::new(env!("CARGO_BIN_EXE_litmine"))
            .args(args)
            .current_dir(self.0.path().join(inside))
            .env_remove("LITMINE_INDEX")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.as_ref().to_vec();
        // A command that reads nothing closes the pipe before all is written.
        let writing = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().unwrap();
        writing.join().unwrap();
        Ran {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ran {
    #[track_caller]
    fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:?}");
        self
    }

    /// Checks that the program failed with one line that says all of `parts`.
    #[track_caller]
    fn failed(self, code: i32, parts: &[&str]) {
        let ran = self.ended(code);
        assert!(ran.out.is_empty(), "{ran:?}");
        assert_eq!(ran.err.lines().count(), 1, "{ran:?}");
        ran.said(parts);
    }

    /// Checks that standard error holds a line with all of `parts`.
    #[track_caller]
    fn said(&self, parts: &[&str]) {
        let has_all = |line: &str| parts.iter().all(|part| line.contains(part));
        assert!(self.err.lines().any(has_all), "no {parts:?} in {self:?}");
    }

    /// The lines of standard output as JSON.
    #[track_caller]
    fn json(&self) -> Vec<Value> {
        let lines = self.out.lines();
        lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

/// The characters of a text between two positions.
fn code_points(text: &str, span: &Value) -> String {
    let [start, end] = [0, 1].map(|place| usize::try_from(span[place].as_u64().unwrap()).unwrap());
    text.chars().skip(start).take(end - start).collect()
}

#[test]
fn help_lists_the_commands_in_order() {
    let folder = Folder::new();
    let help = folder.run(&["--help"]).ended(0).out;
    let commands = "index search export annotate show status check lexicon completions man";
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let listed = listed.map_while(|line| line.split_whitespace().next());
    let listed: Vec<&str> = listed.take(10).collect();
    assert_eq!(listed.join(" "), commands);
    folder.run(&[]).ended(2).said(&["Usage: litmine"]);
    folder.run(&["serch"]).ended(2).said(&["similar", "search"]);
}

#[test]
fn prints_completions_and_manual_pages() {
    let folder = Folder::new();
    let rows: [(&[&str], &str); 4] = [
        (&["completions", "bash"], "_litmine()"),
        (&["completions", "zsh"], "#compdef litmine"),
        (&["man"], ".TH litmine 1"),
        (
            &["man", "lexicon", "lookup"],
            ".TH litmine-lexicon-lookup 1",
        ),
    ];
    for (args, expected) in rows {
        let ran = folder.run(args).ended(0);
        assert!(ran.out.contains(expected) && ran.err.is_empty(), "{args:?}");
    }
    folder
        .run(&["man", "nothing"])
        .failed(2, &["expected one of", "nothing"]);
}
