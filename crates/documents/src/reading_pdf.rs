//! The data part of a PDF, and a digest of what each of its pages shows.

use lopdf::{Document, LoadOptions, Object};

use crate::data;
use crate::reading::{Found, MOST_UNPACKED, Unreadable};

/// More attached files of others are not looked through.
const MOST_FILES: usize = 20;
/// More pages has no document that is read back.
const MOST_PAGES: usize = 2_000;

fn load(bytes: &[u8]) -> Option<Document> {
    let options = LoadOptions { max_decompressed_size: Some(MOST_UNPACKED), ..LoadOptions::default() };
    Document::load_mem_with_options(bytes, options).ok()
}

/// What a file holds.
pub(crate) fn found(bytes: &[u8]) -> Result<Found, Unreadable> {
    let document = load(bytes).filter(|document| !document.is_encrypted()).ok_or(Unreadable::Damaged)?;
    let says = pages(&document).ok_or(Unreadable::Swollen)?;
    // Where pages are missing the file breaks off.
    if says.is_empty() {
        return Err(Unreadable::Damaged);
    }
    let is_file = |object: &&Object| {
        let Object::Stream(stream) = object else { return false };
        stream.dict.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"EmbeddedFile")
    };
    let attached = document.objects.values().filter(is_file).take(MOST_FILES);
    let unpacked = attached.filter_map(|file| file.as_stream().ok()?.get_plain_content_with_limit(MOST_UNPACKED).ok());
    let data = unpacked.filter_map(|bytes| String::from_utf8(bytes).ok()).collect();
    Ok(Found { data, says, pages: true })
}

/// A digest of each page of a file we have just made.
pub(crate) fn digests(bytes: &[u8]) -> Option<Vec<String>> {
    pages(&load(bytes)?)
}

/// What stands on each page: what is drawn, whatever way it is packed, and how many notes were stuck on it.
fn pages(document: &Document) -> Option<Vec<String>> {
    let mut left = MOST_UNPACKED;
    let mut pages = Vec::new();
    for page in document.page_iter() {
        let mut content = document.get_page_content_with_limit(page, left).ok()?;
        left -= content.len().min(left);
        let notes = document.get_dictionary(page).ok()?.get(b"Annots").ok();
        let notes = notes.and_then(|notes| document.dereference(notes).ok()).map(|(_, notes)| notes);
        let notes = notes.and_then(|notes| notes.as_array().ok()).map_or(0, Vec::len);
        content.truncate(content.trim_ascii_end().len());
        content.extend(format!("\n{notes}").bytes());
        pages.push(data::digest(&content));
        if pages.len() > MOST_PAGES {
            return None;
        }
    }
    Some(pages)
}
