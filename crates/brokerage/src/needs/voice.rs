//! Voices, known by their first bytes: what telephones and browsers record (m4a, webm, ogg) and MP3.

/// What it is, and its bytes without the place where it was recorded; `None` when it is no voice.
pub fn read(file: &[u8]) -> Option<(&'static str, Vec<u8>)> {
    match file {
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => {
            const BRANDS: [&[u8]; 8] = [b"M4A ", b"M4B ", b"mp42", b"mp41", b"isom", b"iso2", b"3gp4", b"3gp5"];
            let known = BRANDS.iter().any(|one| brand.starts_with(one)) && file.len() > 32;
            known.then(|| ("audio/mp4", without_place(file)))
        }
        [b'O', b'g', b'g', b'S', 0, ..] => Some(("audio/ogg", file.to_vec())),
        [0x1A, 0x45, 0xDF, 0xA3, rest @ ..] => {
            let head = &rest[..rest.len().min(64)];
            head.windows(4).any(|part| part == b"webm").then(|| ("audio/webm", file.to_vec()))
        }
        [b'I', b'D', b'3', 2..=4, ..] => Some(("audio/mpeg", file.to_vec())),
        [0xFF, second, third, ..] if is_mp3_frame(*second, *third) => Some(("audio/mpeg", file.to_vec())),
        _ => None,
    }
}

/// A frame of layer III: synchronised, of a known version, rate and frequency.
fn is_mp3_frame(second: u8, third: u8) -> bool {
    let (sync, version, layer) = (second & 0xE0 == 0xE0, second >> 3 & 3, second >> 1 & 3);
    let (rate, frequency) = (third >> 4, third >> 2 & 3);
    sync && version != 1 && layer == 1 && rate != 0 && rate != 15 && frequency != 3
}

/// The boxes in which telephones write where they are (`©xyz`, `loci`), emptied; every length stays.
fn without_place(file: &[u8]) -> Vec<u8> {
    let mut kept = file.to_vec();
    let mut at = 0;
    while let Some((length, kind)) = box_at(file, at) {
        if matches!(&kind, b"moov" | b"meta" | b"udta") {
            for inner in at + 8..at + length {
                match box_at(&file[..at + length], inner) {
                    Some((length, kind)) if kind == *b"\xA9xyz" || kind == *b"loci" => {
                        kept[inner + 4..inner + 8].copy_from_slice(b"free");
                        kept[inner + 8..inner + length].fill(0);
                    }
                    _ => {}
                }
            }
        }
        at += length;
    }
    kept
}

fn box_at(file: &[u8], at: usize) -> Option<(usize, [u8; 4])> {
    let length = usize::try_from(u32::from_be_bytes(file.get(at..at.checked_add(4)?)?.try_into().ok()?)).ok()?;
    let kind = file.get(at + 4..at + 8)?.try_into().ok()?;
    (length >= 8 && at.checked_add(length)? <= file.len()).then_some((length, kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_box(kind: &[u8], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len() + 8).expect("short").to_be_bytes();
        [&length[..], kind, content].concat()
    }

    /// A recording of a telephone that wrote where it was.
    fn an_m4a() -> Vec<u8> {
        let place = a_box(b"udta", &a_box(b"\xA9xyz", b"+07.55+099.60/"));
        [a_box(b"ftyp", b"M4A \0\0\0\0M4A mp42isom"), a_box(b"moov", &place), a_box(b"mdat", b"sound")].concat()
    }

    #[test]
    fn a_voice_is_what_its_first_bytes_say() {
        let m4a = an_m4a();
        for (file, found) in [
            (&m4a[..], Some("audio/mp4")),
            (b"OggS\0\x02", Some("audio/ogg")),
            (b"\x1A\x45\xDF\xA3\x9FB\x86\x81\x01B\x82\x84webm", Some("audio/webm")),
            (b"\x1A\x45\xDF\xA3\x9FB\x86\x81\x01B\x82\x84matroska", None),
            (b"ID3\x04\0", Some("audio/mpeg")),
            (b"\xFF\xFB\x90\x64", Some("audio/mpeg")),
            (b"\xFF\xFF\xFF\xFF", None),
            (b"RIFF\0\0\0\0WAVE", None),
            (b"<html>", None),
            (b"", None),
        ] {
            assert_eq!(read(file).map(|(kind, _)| kind), found, "{file:?}");
        }
    }

    #[test]
    fn a_recording_loses_the_place_and_keeps_its_length() {
        let file = an_m4a();
        let (_, kept) = read(&file).expect("a voice");
        let holds = |bytes: &[u8]| bytes.windows(5).any(|part| part == b"99.60");
        assert!(holds(&file) && !holds(&kept) && kept.ends_with(b"sound"));
        assert_eq!(kept.len(), file.len());
    }
}
