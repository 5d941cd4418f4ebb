//! `annotate`, above all as a filter of JSON lines.

use std::io::Read;
use std::process::{Command, Stdio};

use super::{Folder, code_points};

const FILTER: [&str; 4] = ["annotate", "--input-format", "jsonl", "-"];

#[test]
fn gives_a_line_for_a_line() {
    let folder = Folder::new();
    let input = "{\"id\": \"a\", \"text\": \"曲妥珠单抗😀与EGFR。\"}\n\
                 no JSON\n\
                 {\"id\": \"b\", \"text\": 1}\n\
                 {\"id\": 7, \"text\": \"MET\", \"language\": \"en\"}\n";
    let ran = folder.run_with(&FILTER, input).ended(1);
    let lines = ran.json();
    let ids: Vec<_> = lines.iter().map(|line| line["id"].as_str()).collect();
    assert_eq!(ids, [Some("a"), None, Some("b"), Some("7")]);
    assert!(
        lines[1]["error"].is_string() && lines[2]["error"].is_string(),
        "{ran:?}"
    );
    let text = lines[0]["text"].as_str().unwrap();
    for mention in lines[0]["mentions"].as_array().unwrap() {
        assert_eq!(mention["text"], code_points(text, &mention["span"]));
    }
    ran.said(&["-:2: expected a line"]);
    ran.said(&["-:3: expected a line"]);
    let ran = folder.run_with(&FILTER, "").ended(0);
    assert!(ran.out.is_empty() && ran.err.is_empty(), "{ran:?}");
}

#[test]
fn keeps_the_order_of_many_lines() {
    let folder = Folder::new();
    let line = |n: usize| format!("{{\"id\": \"{n}\", \"text\": \"EGFR突变 {n}。\"}}\n");
    let input: String = (0..1_500).map(line).collect();
    let outputs = ["1", "4"].map(|threads| {
        let args = [&FILTER[..], &["--threads", threads]].concat();
        folder.run_with(&args, &input).ended(0)
    });
    assert_eq!(outputs[0].out, outputs[1].out);
    let ids = outputs[0]
        .json()
        .into_iter()
        .map(|line| line["id"].as_str().unwrap().to_owned());
    assert!(ids.eq((0..1_500).map(|n| n.to_string())));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = Folder::new();
    let line = "{\"id\": \"a\", \"text\": \"EGFR 突变 EGFR 突变 EGFR 突变。\"}\n";
    folder.write("many.jsonl", line.repeat(2_000));
    let mut child = Command::new(env!("CARGO_BIN_EXE_litmine"))
        .args(["annotate", "many.jsonl"])
        .current_dir(folder.0.path())
        .env_remove("LITMINE_INDEX")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut first).unwrap();
    drop(out);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
