//! Records: a stream of XML → the records in it, one at a time.

use std::io::BufRead;

use super::super::encoding::{self, Encoding};

/// A larger record is refused.
const LARGEST_RECORD_BYTES: usize = 64 << 20;

/// One record as it stands in the stream.
pub(in crate::read) struct Record {
    /// From its start tag to its end tag.
    pub text: String,
    /// The encoding it was decoded from.
    pub encoding: &'static str,
}

/// Cuts a stream into the elements of some names; what stands between them is left out.
pub(in crate::read) struct Records<R> {
    reader: R,
    names: &'static [&'static str],
    encoding: Option<Encoding>,
    /// The tags of comments would look like others.
    is_over: bool,
}

impl<R: BufRead> Records<R> {
    /// Cuts `reader`, which is in an encoding that agrees with ASCII.
    pub(in crate::read) fn new(
        reader: R,
        names: &'static [&'static str],
        encoding: Option<Encoding>,
    ) -> Self {
        Self {
            reader,
            names,
            encoding,
            is_over: false,
        }
    }

    /// Reads up to the start tag of the next record into `bytes`.
    fn start(&mut self, bytes: &mut Vec<u8>) -> Result<Option<&'static str>, String> {
        loop {
            bytes.clear();
            let count = self.reader.read_until(b'>', bytes);
            if count.map_err(|error| error.to_string())? == 0 {
                return Ok(None);
            }
            let Some(tag) = bytes.iter().rposition(|byte| *byte == b'<') else {
                continue;
            };
            let begins_comment = bytes.windows(4).any(|window| window == b"<!--");
            if begins_comment && !bytes.ends_with(b"-->") {
                self.skip_comment(bytes)?;
                continue;
            }
            let found = self
                .names
                .iter()
                .find(|name| is_tag(&bytes[tag + 1..], name));
            if let Some(name) = found.filter(|_| !bytes.ends_with(b"/>")) {
                bytes.drain(..tag);
                return Ok(Some(name));
            }
        }
    }

    fn skip_comment(&mut self, bytes: &mut Vec<u8>) -> Result<(), String> {
        while !bytes.ends_with(b"-->") {
            bytes.clear();
            let mut count = 0;
            while count == 0 || !bytes.ends_with(b"-->") && bytes.len() < LARGEST_RECORD_BYTES {
                let read = self.reader.read_until(b'>', bytes);
                count = read.map_err(|error| error.to_string())?;
                if count == 0 {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn record(&mut self, name: &str, mut bytes: Vec<u8>) -> Result<Record, String> {
        let end = format!("</{name}>");
        let mut depth = 1;
        while depth > 0 {
            let from = bytes.len();
            let count = self.reader.read_until(b'>', &mut bytes);
            if count.map_err(|error| error.to_string())? == 0 {
                self.is_over = true;
                return Err(format!("the end of the file in <{name}>"));
            }
            let tag = bytes[from..].iter().rposition(|byte| *byte == b'<');
            let is_again = tag.is_some_and(|tag| is_tag(&bytes[from + tag + 1..], name));
            depth += usize::from(is_again && !bytes.ends_with(b"/>"));
            depth -= usize::from(bytes[from..].ends_with(end.as_bytes()));
            if bytes.len() > LARGEST_RECORD_BYTES {
                self.is_over = true;
                return Err("a record over 64 MiB".into());
            }
        }
        let decoded = encoding::decode(&bytes, self.encoding)?;
        Ok(Record {
            encoding: decoded.encoding,
            text: decoded.text.into_owned(),
        })
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<Record, String>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let mut bytes = Vec::new();
        match self.start(&mut bytes) {
            Ok(Some(name)) => Some(self.record(name, bytes)),
            Ok(None) => None,
            Err(error) => {
                self.is_over = true;
                Some(Err(error))
            }
        }
    }
}

/// Whether what follows a `<` is the start tag of an element of this name.
fn is_tag(rest: &[u8], name: &str) -> bool {
    rest.strip_prefix(name.as_bytes())
        .and_then(|rest| rest.first())
        .is_some_and(|next| next.is_ascii_whitespace() || matches!(next, b'>' | b'/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<Result<String, String>> {
        Records::new(text.as_bytes(), &["rec"], None)
            .map(|record| record.map(|record| record.text))
            .collect()
    }

    #[test]
    fn cuts_at_end_tags() {
        let found = cut(
            "<set><rec id='1'>耐药</rec>\n<!-- <rec>x</rec> --><recs/><rec/><rec>二</rec></set>",
        );
        assert_eq!(
            found,
            [
                Ok("<rec id='1'>耐药</rec>".into()),
                Ok("<rec>二</rec>".into())
            ]
        );
        assert_eq!(cut("<set/>"), []);
    }

    #[test]
    fn says_where_a_record_is_cut_off() {
        assert_eq!(
            cut("<rec>1</rec><rec>2"),
            [
                Ok("<rec>1</rec>".into()),
                Err("the end of the file in <rec>".into())
            ]
        );
    }
}
