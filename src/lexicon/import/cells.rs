//! Cells: the text of a row → its cells.
//!
//! CSV as in RFC 4180. In a tab-separated row a cell in quotes is unquoted, and any other quote is
//! a letter.

/// Cuts a row into cells; `None` when a quote is left open.
pub(super) fn cells(text: &str, delimiter: char, quotes_are_letters: bool) -> Option<Vec<String>> {
    if quotes_are_letters {
        return Some(text.split(delimiter).map(str::to_owned).collect());
    }
    if delimiter == '\t' {
        let unquote =
            |cell: &str| match cell.len() > 1 && cell.starts_with('"') && cell.ends_with('"') {
                true => cell[1..cell.len() - 1].replace("\"\"", "\""),
                false => cell.to_owned(),
            };
        return Some(text.split('\t').map(unquote).collect());
    }
    let mut cells = Vec::new();
    let mut rest = text;
    loop {
        let (cell, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted_cell(quoted)?,
            None => {
                let end = rest.find(delimiter).unwrap_or(rest.len());
                (rest[..end].to_owned(), &rest[end..])
            }
        };
        cells.push(cell);
        let Some(end) = after.find(delimiter) else {
            return Some(cells);
        };
        rest = &after[end + delimiter.len_utf8()..];
    }
}

/// Reads a cell behind its opening quote; returns it and what follows its closing one.
fn quoted_cell(text: &str) -> Option<(String, &str)> {
    let mut cell = String::new();
    let mut rest = text;
    loop {
        let quote = rest.find('"')?;
        cell.push_str(&rest[..quote]);
        rest = &rest[quote + 1..];
        match rest.strip_prefix('"') {
            Some(after) => {
                cell.push('"');
                rest = after;
            }
            None => return Some((cell, rest)),
        }
    }
}
