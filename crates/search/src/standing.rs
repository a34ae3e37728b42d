//! What stands in the records that somebody may find, asked word by word.

use std::collections::HashMap;

use tantivy::Searcher;
use tantivy::collector::Count;
use tantivy::query::{BooleanQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::IndexRecordOption;

use crate::error::SearchError;
use crate::fields::Fields;
use crate::query;
use crate::question::Question;
use crate::stretch::Standing;

/// The records of one reader, as their question narrows them.
pub(crate) struct Records<'a> {
    fields: &'a Fields,
    searcher: &'a Searcher,
    question: &'a Question<'a>,
    known: HashMap<(String, String), bool>,
}

impl<'a> Records<'a> {
    /// Those that this question may find.
    pub fn of(fields: &'a Fields, searcher: &'a Searcher, question: &'a Question<'a>) -> Self {
        Self { fields, searcher, question, known: HashMap::new() }
    }

    fn any(&self, query: Box<dyn Query>) -> Result<bool, SearchError> {
        let mut clauses = query::narrowing(self.fields, self.question, None);
        clauses.push((Occur::Must, query));
        Ok(self.searcher.search(&BooleanQuery::new(clauses), &Count)? > 0)
    }

    fn once(
        &mut self,
        key: (String, String),
        ask: impl FnOnce(&Self) -> Result<bool, SearchError>,
    ) -> Result<bool, SearchError> {
        if let Some(known) = self.known.get(&key) {
            return Ok(*known);
        }
        let found = ask(self)?;
        self.known.insert(key, found);
        Ok(found)
    }
}

impl Standing for Records<'_> {
    fn has(&mut self, word: &str) -> Result<bool, SearchError> {
        self.once((word.to_owned(), String::new()), |records| {
            let term = records.fields.word(word);
            records.any(Box::new(TermQuery::new(term, IndexRecordOption::Basic)))
        })
    }

    fn beside(&mut self, one: &str, next: &str) -> Result<bool, SearchError> {
        self.once((one.to_owned(), next.to_owned()), |records| {
            let terms = vec![records.fields.word(one), records.fields.word(next)];
            records.any(Box::new(PhraseQuery::new(terms)))
        })
    }

    fn answers(&mut self, text: &str) -> Result<bool, SearchError> {
        let plain = Question { text, limit: 1, offset: 0, ..self.question.clone() };
        let asked = query::asked(self.fields, self.searcher, &plain, None)?;
        Ok(self.searcher.search(&asked, &Count)? > 0)
    }
}
