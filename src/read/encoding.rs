//! Encoding: bytes → text, and the name of the encoding that was used.
//!
//! In this order: what the user says; a byte-order mark; UTF-16 by its zeros; UTF-8, strictly;
//! the label that the input bears, where the bytes agree; UTF-8 with a few damaged places;
//! GB18030 or Big5 by where their bytes lie; Windows-1252. Labels are never believed against
//! the bytes, and UTF-7 is never decoded (the web's encoding standard forbids it).

use std::borrow::Cow;

use encoding_rs::{BIG5, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Of fewer bytes nobody can say whether they are UTF-16.
const SHORTEST_WIDE_BYTES: usize = 32;

/// So many characters of more than one byte at the beginning are UTF-8 by no chance.
const CONVINCING: usize = 10;

/// An encoding that the user asks for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

impl Encoding {
    /// Returns the encoding of a name such as `gb18030` or `big5`; `None` for an unknown one.
    pub fn named(name: &str) -> Option<Self> {
        encoding_rs::Encoding::for_label(name.trim().as_bytes()).map(Self)
    }

    /// Returns its name in the encoding standard.
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

/// Decoded bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decoded<'b> {
    /// The text without its byte-order mark.
    pub text: Cow<'b, str>,
    /// The name of the encoding.
    pub encoding: &'static str,
    /// Where the first byte stood that fits no character; it is U+FFFD in the text.
    pub damaged_at: Option<usize>,
}

/// Decodes an input.
///
/// # Errors
///
/// What the bytes are instead of text.
pub(super) fn decode(bytes: &[u8], wanted: Option<Encoding>) -> Result<Decoded<'_>, String> {
    let decoded = match wanted {
        Some(Encoding(encoding)) => with(encoding, bytes),
        None => guessed(bytes)?,
    };
    match decoded.text.contains('\0') {
        true => Err("binary data".into()),
        false => Ok(decoded),
    }
}

/// Decodes the beginning of an input, to see what it is.
pub(super) fn glimpse(head: &[u8]) -> Cow<'_, str> {
    match encoding_rs::Encoding::for_bom(head)
        .map(|(encoding, _)| encoding)
        .or_else(|| wide(head))
    {
        Some(encoding) => encoding.decode(head).0,
        None => String::from_utf8_lossy(head),
    }
}

/// Whether an input is in UTF-16.
pub(super) fn is_wide(head: &[u8]) -> bool {
    let marked = encoding_rs::Encoding::for_bom(head).map(|(encoding, _)| encoding);
    marked
        .or_else(|| wide(head))
        .is_some_and(|encoding| encoding != UTF_8)
}

fn guessed(bytes: &[u8]) -> Result<Decoded<'_>, String> {
    if bytes.starts_with(&[0xff, 0xfe, 0, 0]) || bytes.starts_with(&[0, 0, 0xfe, 0xff]) {
        return Err("UTF-32".into());
    }
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return Ok(with(encoding, bytes));
    }
    // Before UTF-8, since letters with zeros between them are that too.
    if let Some(encoding) = wide(bytes) {
        return Ok(with(encoding, bytes));
    }
    let damage = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(whole(text)),
        Err(error) => error.valid_up_to(),
    };
    if bytes.contains(&0) {
        return Err("binary data".into());
    }
    let labelled = label(bytes).map(|encoding| with(encoding, bytes));
    if let Some(decoded) = labelled.filter(|decoded| decoded.damaged_at.is_none()) {
        return Ok(decoded);
    }
    let (right, wrong) = utf8_counts(bytes);
    let begins_right = bytes.utf8_chunks().next().is_some_and(|chunk| {
        let wide = chunk.valid().chars().filter(|c| !c.is_ascii());
        wide.take(CONVINCING).count() == CONVINCING
    });
    if right >= wrong || begins_right {
        let mut decoded = with(UTF_8, bytes);
        decoded.damaged_at = Some(damage);
        return Ok(decoded);
    }
    chinese(bytes)
        .or_else(|| western(bytes))
        .ok_or_else(|| "binary data, or text in an unknown encoding".into())
}

fn whole(text: &str) -> Decoded<'_> {
    Decoded {
        text: Cow::Borrowed(text),
        encoding: UTF_8.name(),
        damaged_at: None,
    }
}

fn with<'b>(encoding: &'static encoding_rs::Encoding, bytes: &'b [u8]) -> Decoded<'b> {
    let (text, used, is_damaged) = encoding.decode(bytes);
    let damaged_at = is_damaged.then(|| {
        let characters = text.char_indices().find(|(_, c)| *c == '\u{fffd}');
        characters.map_or(0, |(at, _)| at)
    });
    Decoded {
        text,
        encoding: used.name(),
        damaged_at,
    }
}

/// UTF-16 without a mark: Latin text has a zero in every other byte.
fn wide(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |offset: usize| {
        head.iter()
            .skip(offset)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    if head.len() < SHORTEST_WIDE_BYTES {
        return None;
    }
    let (first, second) = (zeros(0), zeros(1));
    let enough = head.len() / 10;
    if second > enough && first * 20 < second {
        Some(UTF_16LE)
    } else if first > enough && second * 20 < first {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The label in an XML declaration or a page's `meta`.
fn label(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]);
    let after = ["encoding=", "charset="]
        .iter()
        .filter_map(|word| head.find(word).map(|at| at + word.len()))
        .min()?;
    let name = head[after..].trim_start_matches(['"', '\'']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_'))?;
    let encoding = encoding_rs::Encoding::for_label(&name.as_bytes()[..end])?;
    // A single-byte encoding agrees with all bytes, which proves nothing.
    (!encoding.is_single_byte() && encoding != UTF_8).then_some(encoding)
}

/// How many characters of more than one byte are right UTF-8, and how many places are not.
fn utf8_counts(bytes: &[u8]) -> (usize, usize) {
    let (mut right, mut wrong) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    (right, wrong)
}

/// GB18030 or Big5.
///
/// In GB 2312, which is nearly all of Chinese in GB18030, both bytes of a character are above
/// A0 and its first byte is below F8; in Big5 every third second byte is a letter's or sign's.
fn chinese(bytes: &[u8]) -> Option<Decoded<'_>> {
    let (mut pairs, mut gb, mut low, mut big) = (0usize, 0usize, 0usize, 0usize);
    let mut at = 0;
    while at < bytes.len() {
        let first = bytes[at];
        let Some(&second) = bytes.get(at + 1).filter(|_| first >= 0x81) else {
            at += 1;
            continue;
        };
        if (0x30..=0x39).contains(&second) {
            at += 4; // four bytes of GB18030
            continue;
        }
        pairs += 1;
        let is_plain = matches!(first, 0xa1..=0xa9 | 0xb0..=0xf7) && second >= 0xa1;
        gb += usize::from(is_plain);
        low += usize::from(second < 0xa1);
        big += usize::from((0xa1..=0xc6).contains(&first));
        at += 2;
    }
    let is_damaged = |decoded: &Decoded<'_>| {
        decoded.text.chars().filter(|c| *c == '\u{fffd}').count() * 100 > pairs.max(100)
    };
    let one = |encoding| Some(with(encoding, bytes)).filter(|decoded| !is_damaged(decoded));
    if pairs > 0 && low * 5 > pairs && big * 10 > pairs * 7 && gb * 10 < pairs * 8 {
        return one(BIG5).or_else(|| one(GB18030));
    }
    // A single pair in a long text may be anything; two thirds of them plain Chinese are not chance.
    if pairs > 0 && gb * 3 >= pairs * 2 {
        one(GB18030)
    } else {
        None
    }
}

/// Windows-1252, where few bytes are above ASCII and none is a control.
fn western(bytes: &[u8]) -> Option<Decoded<'_>> {
    let high = bytes.iter().filter(|byte| **byte >= 0x80).count();
    let controls = |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0c);
    let is_text =
        high * 5 < bytes.len() && bytes.iter().filter(controls).count() * 100 < bytes.len();
    is_text.then(|| with(WINDOWS_1252, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZH: &str = "曲妥珠单抗与HER2结合后抑制其信号，部分患者耐药[1]。";
    const EN: &str = "Trastuzumab binds HER2 and blocks its signal in patients";

    #[track_caller]
    fn check(bytes: &[u8], encoding: &str, expected: &str) {
        let decoded = decode(bytes, None).unwrap();
        assert_eq!((decoded.encoding, &*decoded.text), (encoding, expected));
    }

    #[test]
    fn reads_what_people_save() {
        check(ZH.as_bytes(), "UTF-8", ZH);
        check(&[b"\xef\xbb\xbf", ZH.as_bytes()].concat(), "UTF-8", ZH);
        check(&GB18030.encode(ZH).0, "gb18030", ZH);
        let rare = format!("罕见字：\u{20bb7}䶮。{ZH}");
        check(&GB18030.encode(&rare).0, "gb18030", &rare);
        let traditional = "曲妥珠單抗與受體結合後，部分患者產生抗藥性。";
        check(&BIG5.encode(traditional).0, "Big5", traditional);
        let wide: Vec<u8> = EN.encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&wide, "UTF-16LE", EN);
        let marked: Vec<u8> = format!("\u{feff}{ZH}")
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        check(&marked, "UTF-16BE", ZH);
    }

    #[test]
    fn takes_mostly_english_gbk_for_what_it_is() {
        let text = format!("{EN}，{EN}");
        check(&GB18030.encode(&text).0, "gb18030", &text);
        check(
            b"TNF\x96mediated cell death in patients\x92 sera",
            "windows-1252",
            "TNF–mediated cell death in patients’ sera",
        );
        check(b"na\xefve T cells", "windows-1252", "naïve T cells");
    }

    #[test]
    fn believes_bytes_and_not_labels() {
        let page =
            |label: &str, body: &[u8]| [b"<meta charset=", label.as_bytes(), b">", body].concat();
        let gbk = GB18030.encode(ZH).0.into_owned();
        assert!(
            decode(&page("utf-8", &gbk), None)
                .unwrap()
                .text
                .ends_with(ZH)
        );
        assert!(
            decode(&page("gb2312", ZH.as_bytes()), None)
                .unwrap()
                .text
                .ends_with(ZH)
        );
        assert!(
            decode(&page("utf-7", b"+ADw-"), None)
                .unwrap()
                .text
                .ends_with("+ADw-")
        );
    }

    #[test]
    fn says_where_text_is_damaged() {
        let cut = [ZH.as_bytes(), b"\xe7\x82"].concat();
        assert_eq!(decode(&cut, None).unwrap().damaged_at, Some(ZH.len()));
        let gbk = GB18030.encode(ZH).0.repeat(3);
        let mixed = [ZH.as_bytes(), &gbk].concat();
        assert_eq!(decode(&mixed, None).unwrap().damaged_at, Some(ZH.len()));
        let zeros = decode(b"TNF\0TP53", None).unwrap_err();
        assert_eq!(zeros, "binary data");
        let bytes: Vec<u8> = (1..=255).cycle().take(5000).collect();
        assert!(decode(&bytes, None).is_err());
    }

    #[test]
    fn does_as_the_user_says() {
        let big5 = BIG5.encode("基因").0.into_owned();
        let decoded = decode(&big5, Encoding::named("big5")).unwrap();
        assert_eq!(decoded.text, "基因");
        assert!(Encoding::named("no-such").is_none());
    }
}
