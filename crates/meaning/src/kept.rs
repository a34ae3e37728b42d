//! The bytes in which what was read of a text is kept: numbers, lists and small vectors one after the other.
//! What was cut short, or is of another form, is not read: then it is made anew.

use crate::Small;

pub(crate) fn count(bytes: &mut Vec<u8>, count: usize) {
    bytes.extend(u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
}

pub(crate) fn put_small(bytes: &mut Vec<u8>, small: Option<&Small>) {
    count(bytes, small.map_or(0, |small| small.steps.len()));
    if let Some(small) = small {
        bytes.extend(small.step.to_le_bytes());
        bytes.extend(small.steps.iter().map(|step| step.cast_unsigned()));
    }
}

pub(crate) fn number(from: &mut &[u8]) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(take(from, 4)?.try_into().ok()?)).ok()
}

/// A small vector; none where none was kept.
pub(crate) fn small(from: &mut &[u8]) -> Option<Option<Small>> {
    let length = number(from)?;
    if length == 0 {
        return Some(None);
    }
    let step = f32::from_le_bytes(take(from, 4)?.try_into().ok()?);
    let steps = take(from, length)?.iter().map(|byte| byte.cast_signed()).collect();
    Some(Some(Small { step, steps }))
}

pub(crate) fn take<'a>(from: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (taken, rest) = from.split_at_checked(count)?;
    *from = rest;
    Some(taken)
}

/// So many rows of a fixed size.
pub(crate) fn rows<'a, const SIZE: usize>(from: &mut &'a [u8]) -> Option<&'a [[u8; SIZE]]> {
    let count = number(from)?;
    Some(take(from, count.checked_mul(SIZE)?)?.as_chunks().0)
}
