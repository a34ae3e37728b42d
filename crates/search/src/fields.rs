//! The shape of the index.

use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{TantivyDocument, Term};
use uuid::Uuid;

use crate::document::{Document, Facet};
use crate::pieces;

/// Which fields there are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    /// The record, for taking it out again.
    pub key: Field,
    /// The two halves of its id, for naming it when found.
    pub high: Field,
    /// The lower half.
    pub low: Field,
    /// Words of its names.
    pub title: Field,
    /// All its words.
    pub words: Field,
    /// Runs of letters of all its texts.
    pub runs: Field,
    /// Runs of letters of its names.
    pub title_runs: Field,
    /// Its codes.
    pub code: Field,
    /// What it is narrowed by, its kind among it.
    pub facet: Field,
    /// Who may find it.
    pub reader: Field,
}

/// How a kind is written among the facets.
pub(crate) const KIND: &str = "kind";
/// The facet by which a record is of a fiscal year (Buddhist era): a question may name it.
pub(crate) const YEAR: &str = "fiscal_year";

impl Fields {
    /// The schema of every index, and its fields.
    pub fn schema() -> (Schema, Self) {
        let worded = |record| {
            let indexing =
                TextFieldIndexing::default().set_index_option(record).set_tokenizer("raw").set_fieldnorms(true);
            TextOptions::default().set_indexing_options(indexing)
        };
        let mut schema = Schema::builder();
        let fields = Self {
            key: schema.add_bytes_field("key", INDEXED),
            high: schema.add_u64_field("high", FAST),
            low: schema.add_u64_field("low", FAST),
            title: schema.add_text_field("title", worded(IndexRecordOption::WithFreqsAndPositions)),
            words: schema.add_text_field("words", worded(IndexRecordOption::WithFreqsAndPositions)),
            runs: schema.add_text_field("runs", worded(IndexRecordOption::Basic)),
            title_runs: schema.add_text_field("title_runs", worded(IndexRecordOption::Basic)),
            code: schema.add_text_field("code", STRING),
            facet: schema.add_text_field("facet", STRING | FAST),
            reader: schema.add_text_field("reader", STRING),
        };
        (schema.build(), fields)
    }

    /// A record as the engine keeps it.
    pub fn written(&self, document: &Document) -> TantivyDocument {
        let mut out = TantivyDocument::default();
        let (high, low) = document.id.as_u64_pair();
        out.add_bytes(self.key, document.id.as_bytes());
        out.add_u64(self.high, high);
        out.add_u64(self.low, low);
        let titles = document.titles.join(" \n ");
        let all = format!("{titles} \n {}", document.texts.join(" \n "));
        out.add_pre_tokenized_text(self.title, tokens(pieces::words(&titles)));
        out.add_pre_tokenized_text(self.words, tokens(pieces::words(&all)));
        out.add_pre_tokenized_text(self.title_runs, tokens(pieces::runs(&titles)));
        out.add_pre_tokenized_text(self.runs, tokens(pieces::runs(&all)));
        for code in &document.codes {
            out.add_text(self.code, folded_code(code));
        }
        out.add_text(self.facet, facet_term(&(KIND.to_owned(), document.kind.clone())));
        for facet in &document.facets {
            out.add_text(self.facet, facet_term(facet));
        }
        for reader in &document.readers {
            out.add_text(self.reader, reader);
        }
        out
    }

    /// A word, anywhere in a record.
    pub fn word(&self, word: &str) -> Term {
        Term::from_field_text(self.words, word)
    }

    /// The term that names a record.
    pub fn key_of(&self, id: Uuid) -> Term {
        Term::from_field_bytes(self.key, id.as_bytes())
    }
}

/// A code as it is compared: letters small, digits ASCII, nothing between them.
pub(crate) fn folded_code(code: &str) -> String {
    thai::digits::to_ascii(code).to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// A facet as one term.
pub(crate) fn facet_term((name, value): &Facet) -> String {
    format!("{name}={value}")
}

fn tokens(words: Vec<String>) -> PreTokenizedString {
    let token = |(position, text): (usize, String)| Token { position, text, ..Token::default() };
    PreTokenizedString { text: String::new(), tokens: words.into_iter().enumerate().map(token).collect() }
}
