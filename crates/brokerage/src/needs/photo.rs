//! Pictures, read part by part: JPEG, PNG and WebP. Only the parts that draw the picture are kept, and which
//! way up it is; where and when it was taken, by which telephone, and whatever was hung behind it, is not.

/// It begins like a picture and is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;

/// The widest or highest picture, in points.
const SIDE_MOST: u32 = 12_000;

type Read = Result<(&'static str, Vec<u8>), Damaged>;

/// The picture without what does not draw it; `None` when it does not even begin like one.
pub fn read(file: &[u8]) -> Option<Read> {
    match file {
        [0xFF, 0xD8, 0xFF, ..] => Some(jpeg(file).map(|bytes| ("image/jpeg", bytes)).ok_or(Damaged)),
        [0x89, b'P', b'N', b'G', ..] => Some(png(file).map(|bytes| ("image/png", bytes)).ok_or(Damaged)),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
            Some(webp(file).map(|bytes| ("image/webp", bytes)).ok_or(Damaged))
        }
        _ => None,
    }
}

/// Is it a picture of a kind that browsers do not show, as some telephones take them: HEIC, HEIF or AVIF
/// (ISO/IEC 23008-12, the brands of the box "ftyp")?
pub fn is_heic(file: &[u8]) -> bool {
    const BRANDS: [&[u8]; 10] =
        [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"];
    matches!(file, [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] if BRANDS.iter().any(|one| brand.starts_with(one)))
}

fn fits(width: u32, height: u32) -> Option<()> {
    (1..=SIDE_MOST).contains(&width).then_some(())?;
    (1..=SIDE_MOST).contains(&height).then_some(())
}

fn be16(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// Segment by segment, as ITU-T T.81 annex B has them, to the end of the picture and no further.
fn jpeg(file: &[u8]) -> Option<Vec<u8>> {
    let mut kept = vec![0xFF, 0xD8];
    let (mut at, mut sized, mut drawn, mut turned) = (2, false, false, false);
    loop {
        while *file.get(at)? == 0xFF && *file.get(at + 1)? == 0xFF {
            at += 1;
        }
        (*file.get(at)? == 0xFF).then_some(())?;
        let marker = *file.get(at + 1)?;
        if marker == 0xD9 {
            kept.extend([0xFF, 0xD9]);
            return (sized && drawn).then_some(kept);
        }
        let length = be16(file, at + 2).filter(|length| *length >= 2)?;
        let segment = file.get(at..at + 2 + length)?;
        let content = &segment[4..];
        match marker {
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                fits(u32::try_from(be16(content, 3)?).ok()?, u32::try_from(be16(content, 1)?).ok()?)?;
                sized = true;
                kept.extend(segment);
            }
            0xE1 if !turned => {
                if let Some(way) = orientation(content) {
                    kept.extend(way_up(way));
                    turned = true;
                }
            }
            // JFIF, the profile of its colours, and how Adobe writes colours.
            0xE0 | 0xEE => kept.extend(segment),
            0xE2 if content.starts_with(b"ICC_PROFILE\0") => kept.extend(segment),
            0xE1..=0xEF | 0xFE => {}
            _ => kept.extend(segment),
        }
        at += 2 + length;
        if marker == 0xDA {
            let end = at + scan_length(file.get(at..)?)?;
            kept.extend(&file[at..end]);
            (at, drawn) = (end, true);
        }
    }
}

/// The length of the drawn points: up to the next marker that is neither stuffing nor a restart.
fn scan_length(points: &[u8]) -> Option<usize> {
    points.windows(2).position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xD0..=0xD7 | 0xFF))
}

/// Which way up, from Exif: a number from 1 to 8.
fn orientation(content: &[u8]) -> Option<u8> {
    let tiff = content.strip_prefix(b"Exif\0\0")?;
    let big = match tiff.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    };
    let first = usize::try_from(if big { be32(tiff, 4)? } else { le32(tiff, 4)? }).ok()?;
    let entries = (0..usize::from(short(first)?)).map(|number| first + 2 + number * 12);
    let entry = entries.into_iter().find(|at| short(*at) == Some(0x0112))?;
    u8::try_from(short(entry + 8)?).ok().filter(|way| (2..=8).contains(way))
}

/// An Exif segment that says which way up, and nothing else.
fn way_up(way: u8) -> Vec<u8> {
    let mut segment = vec![0xFF, 0xE1, 0, 34];
    segment.extend(b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    segment.extend([way, 0, 0, 0, 0, 0, 0]);
    segment
}

/// Chunk by chunk, each with its sum; text, times and places are not among those that draw.
fn png(file: &[u8]) -> Option<Vec<u8>> {
    const DRAWS: [&[u8]; 11] =
        [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD"];
    let rest = file.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let mut kept = file[..8].to_vec();
    let (mut at, mut drawn) = (0, false);
    loop {
        let length = usize::try_from(be32(rest, at)?).ok()?;
        let chunk = rest.get(at..at.checked_add(length)?.checked_add(12)?)?;
        let (kind, content) = (&chunk[4..8], &chunk[8..8 + length]);
        (crc(&chunk[4..8 + length]) == be32(chunk, 8 + length)?).then_some(())?;
        if at == 0 {
            (kind == b"IHDR" && length == 13).then_some(())?;
            fits(be32(content, 0)?, be32(content, 4)?)?;
        }
        drawn |= kind == b"IDAT";
        if DRAWS.contains(&kind) {
            kept.extend(chunk);
        }
        if kind == b"IEND" {
            return drawn.then_some(kept);
        }
        at += length + 12;
    }
}

/// The sum of a chunk (ISO 3309).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 })
    })
}

/// Chunk by chunk; the two that tell of places are left out, and the head no longer promises them.
fn webp(file: &[u8]) -> Option<Vec<u8>> {
    const DRAWS: [&[u8]; 7] = [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP", b"ANIM", b"ANMF"];
    let end = usize::try_from(le32(file, 4)?).ok()?.checked_add(8).filter(|end| *end <= file.len())?;
    let (mut body, mut at, mut drawn) = (Vec::<u8>::new(), 12, false);
    while at + 8 <= end {
        let length = usize::try_from(le32(file, at + 4)?).ok()?;
        let padded = length.checked_add(length % 2)?;
        let kind = file.get(at..at + 4)?;
        let chunk = file.get(at..(at + 8).checked_add(padded)?).filter(|chunk| at + chunk.len() <= end)?;
        drawn |= matches!(kind, b"VP8 " | b"VP8L" | b"ANMF");
        if DRAWS.contains(&kind) {
            let begin = body.len();
            body.extend(chunk);
            if kind == b"VP8X" {
                let side = |at: usize| Some(1 + (le32(chunk, at)? & 0xFF_FFFF));
                fits(
                    side(12)?,
                    1 + (u32::from(*chunk.get(15)?)
                        | u32::from(*chunk.get(16)?) << 8
                        | u32::from(*chunk.get(17)?) << 16),
                )?;
                body[begin + 8] &= !0x0C;
            }
        }
        at += 8 + padded;
    }
    let mut kept = b"RIFF".to_vec();
    kept.extend(u32::try_from(body.len() + 4).ok()?.to_le_bytes());
    kept.extend(b"WEBP");
    kept.extend(body);
    drawn.then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JPEG of one point with `extra` segments before it, and something hung behind it.
    fn a_jpeg(extra: &[u8]) -> Vec<u8> {
        let mut file = vec![0xFF, 0xD8];
        file.extend(extra);
        file.extend([0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0]);
        file.extend([0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x55, 0xFF, 0x00, 0x12, 0xFF, 0xD9]);
        file.extend(b"<script>behind</script>");
        file
    }

    /// Exif with a place (tag 0x8825) and the way up `6`.
    fn a_place() -> Vec<u8> {
        let mut content = b"Exif\0\0II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\x25\x88\x04\0\x01\0\0\0\x26\0\0\0\0\0\0\0".to_vec();
        content.extend(b"GPS 7.55N 99.60E");
        let mut segment = vec![0xFF, 0xE1];
        segment.extend(u16::try_from(content.len() + 2).expect("short").to_be_bytes());
        segment.extend(content);
        segment
    }

    fn holds(file: &[u8], text: &[u8]) -> bool {
        file.windows(text.len()).any(|part| part == text)
    }

    #[test]
    fn a_photograph_loses_its_place_and_what_hangs_behind_it_and_stays_the_right_way_up() {
        let file = a_jpeg(&[a_place(), vec![0xFF, 0xFE, 0, 6, b'n', b'o', b't', b'e']].concat());
        assert!(holds(&file, b"GPS") && holds(&file, b"script"));
        let (kind, kept) = read(&file).expect("a picture").expect("whole");
        assert_eq!(kind, "image/jpeg");
        assert!(!holds(&kept, b"GPS") && !holds(&kept, b"script") && !holds(&kept, b"note"));
        assert!(kept.ends_with(&[0xFF, 0xD9]));
        let exif = kept.windows(4).position(|part| part == b"Exif").expect("the way up");
        assert_eq!(orientation(&kept[exif..]), Some(6));
        assert_eq!(read(&kept).expect("a picture").expect("whole").1, kept, "read again it is the same");
    }

    fn chunk(kind: &[u8], content: &[u8]) -> Vec<u8> {
        let body = [kind, content].concat();
        let length = u32::try_from(content.len()).expect("short").to_be_bytes();
        [&length[..], &body, &crc(&body).to_be_bytes()].concat()
    }

    #[test]
    fn a_drawing_loses_its_texts_and_a_wrong_sum_is_no_picture() {
        let head = [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0];
        let whole = [
            b"\x89PNG\r\n\x1a\n".to_vec(),
            chunk(b"IHDR", &head),
            chunk(b"tEXt", b"GPS here"),
            chunk(b"IDAT", b"x"),
            chunk(b"IEND", b""),
        ]
        .concat();
        let (kind, kept) = read(&whole).expect("a picture").expect("whole");
        assert!(kind == "image/png" && !holds(&kept, b"GPS"));
        let mut wrong = whole.clone();
        let idat = wrong.windows(4).position(|part| part == b"IDAT").expect("points");
        wrong[idat + 4] = b'y';
        assert_eq!(read(&wrong), Some(Err(Damaged)));
    }

    #[test]
    fn a_web_picture_loses_its_place_and_no_longer_promises_it() {
        let chunk = |kind: &[u8], content: &[u8]| {
            [kind, &u32::try_from(content.len()).expect("short").to_le_bytes(), content].concat()
        };
        let body = [
            b"WEBP".to_vec(),
            chunk(b"VP8X", &[0x0C, 0, 0, 0, 9, 0, 0, 9, 0, 0]),
            chunk(b"VP8L", b"/abc"),
            chunk(b"EXIF", b"GPS here"),
        ]
        .concat();
        let file = [b"RIFF", &u32::try_from(body.len()).expect("short").to_le_bytes()[..], &body].concat();
        let (kind, kept) = read(&file).expect("a picture").expect("whole");
        assert!(kind == "image/webp" && !holds(&kept, b"GPS") && kept[20] == 0);
        assert_eq!(read(&kept).expect("a picture").expect("whole").1, kept);
    }

    #[test]
    fn what_only_begins_like_a_picture_is_damaged_and_what_does_not_is_none() {
        let whole = a_jpeg(&a_place());
        for file in [
            &b"\xFF\xD8\xFF<html><script>alert(1)</script>"[..],
            b"\xFF\xD8\xFF",
            b"\x89PNG\r\n\x1a\n....",
            b"RIFF\0\0\0\0WEBP",
            &whole[..40],
        ] {
            assert_eq!(read(file), Some(Err(Damaged)), "{file:?}");
        }
        for file in [&b""[..], b"<html>", b"MZ", b"GIF89a", b"%PDF-1.7", "ภาพ.jpg".as_bytes()] {
            assert_eq!(read(file), None);
        }
        // Whatever is cut off or changed, reading ends.
        for at in 0..whole.len() {
            drop(read(&whole[..at]));
            let mut changed = whole.clone();
            changed[at] ^= 0xFF;
            drop(read(&changed));
        }
    }
}
