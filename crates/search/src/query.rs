//! Turns a question into the engine's terms.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use crate::error::SearchError;
use crate::fields::{Fields, YEAR, facet_term, folded_code};
use crate::pieces;
use crate::question::{Question, Signal};
use crate::thesaurus::Thesaurus;

/// Words of one question that are looked up.
const WORDS_MOST: usize = 200;
/// Runs of letters of one question that are looked up: the rarest tell most.
const RUNS_MOST: usize = 80;
/// A code as typed outweighs any words.
const CODE: f32 = 50.0;
/// A word in a name counts this much more.
const TITLE: f32 = 2.0;
/// What a word of the same meaning counts.
const MEANT: f32 = 0.7;
/// A record in which every word stands comes before those in which some do not.
const ALL: f32 = 5.0;
/// What runs of letters count against words.
const RUNS: f32 = 0.35;
/// A word of the dictionary with so few runs is looked for as a word alone, and as the beginning of others.
const FEW_RUNS: usize = 2;
/// Words that one begins which are looked for.
const BEGUN_MOST: usize = 200;

pub(crate) type Clause = Box<dyn Query>;

/// What a question asks for. `without` leaves one facet's narrowing out, for counting its values.
pub(crate) fn asked(
    fields: &Fields,
    searcher: &Searcher,
    question: &Question<'_>,
    without: Option<&str>,
) -> Result<BooleanQuery, SearchError> {
    let mut clauses = narrowing(fields, question, without);
    clauses.push((Occur::Must, text(fields, searcher, question)?));
    Ok(BooleanQuery::new(clauses))
}

/// Everything that shares a word or a run with a text, for ranking.
pub(crate) fn ranked(
    fields: &Fields,
    searcher: &Searcher,
    question: &Question<'_>,
    signal: Signal,
) -> Result<Option<BooleanQuery>, SearchError> {
    let any = match signal {
        Signal::Words => worded(fields, question.text, question.thesaurus),
        Signal::Runs => sounding(fields.runs, searcher, &pieces::runs(question.text))?,
    };
    if any.is_empty() {
        return Ok(None);
    }
    let mut clauses = narrowing(fields, question, None);
    clauses.push((Occur::Must, Box::new(BooleanQuery::union(any))));
    Ok(Some(BooleanQuery::new(clauses)))
}

/// What a record must bear, whatever its text: it neither adds to the score nor takes from it.
pub(crate) fn narrowing(fields: &Fields, question: &Question<'_>, without: Option<&str>) -> Vec<(Occur, Clause)> {
    // Not a set of terms, which would be gathered from the whole index for each question: these are few.
    let silent = |terms: Vec<Term>| -> (Occur, Clause) {
        let any = terms.into_iter().map(|one| Box::new(TermQuery::new(one, IndexRecordOption::Basic)) as Clause);
        (Occur::Must, Box::new(ConstScoreQuery::new(Box::new(BooleanQuery::union(any.collect())), 0.0)))
    };
    let readers = question.readers.iter().map(|reader| Term::from_field_text(fields.reader, reader));
    let mut clauses = vec![silent(readers.collect())];
    let mut by_name: BTreeMap<&str, Vec<Term>> = BTreeMap::new();
    for facet in question.facets.iter().filter(|(name, _)| Some(name.as_str()) != without) {
        by_name.entry(&facet.0).or_default().push(Term::from_field_text(fields.facet, &facet_term(facet)));
    }
    clauses.extend(by_name.into_values().map(silent));
    clauses
}

/// What was typed: its code, or most of its words, or nearly all of how it sounds.
fn text(fields: &Fields, searcher: &Searcher, question: &Question<'_>) -> Result<Clause, SearchError> {
    let words = pieces::asked(question.text);
    let runs = pieces::runs(question.text);
    if question.text.trim().is_empty() {
        return Ok(Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0)));
    }
    if !pieces::asks(question.text) {
        return Ok(Box::new(EmptyQuery));
    }
    let code = Term::from_field_text(fields.code, &folded_code(question.text));
    let mut ways: Vec<Clause> = vec![boosted(term(code), CODE)];
    if let Some(full) = thai::words::stands_for(question.text) {
        // Its words tell something only where they stand as they do in its name.
        ways.push(in_a_row(fields, &pieces::words(full)));
        return Ok(Box::new(BooleanQuery::union(ways)));
    }
    let each = worded(fields, question.text, question.thesaurus);
    if !words.is_empty() {
        let least = most(each.len());
        if each.len() > 1 {
            let all = BooleanQuery::intersection(worded(fields, question.text, question.thesaurus));
            ways.push(Box::new(ConstScoreQuery::new(Box::new(all), ALL)));
        }
        ways.push(Box::new(BooleanQuery::union_with_minimum_required_clauses(each, least)));
    }
    if let [word] = &words[..]
        && runs.len() <= FEW_RUNS
        && thai::words::is_word(word)
    {
        // So short a word stands within many others by chance; meant are those that it begins.
        ways.push(boosted(Box::new(TermSetQuery::new(begun(fields.words, searcher, word)?)), RUNS));
        return Ok(Box::new(BooleanQuery::union(ways)));
    }
    for (field, share) in [(fields.title_runs, 7), (fields.runs, 8)] {
        let each = sounding(field, searcher, &runs)?;
        // Runs that stand nowhere are part of what was asked, and count as missed.
        let least = (runs.len().min(RUNS_MOST) * share).div_ceil(10);
        if each.len() >= least {
            ways.push(boosted(Box::new(BooleanQuery::union_with_minimum_required_clauses(each, least)), RUNS));
        }
    }
    Ok(Box::new(BooleanQuery::union(ways)))
}

/// The words of an index that this word begins: ข้าวเหนียว of ข้าว.
fn begun(field: Field, searcher: &Searcher, word: &str) -> Result<Vec<Term>, SearchError> {
    let mut begun = BTreeSet::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().range().ge(word.as_bytes()).into_stream()?;
        while let Some((term, _)) = terms.next() {
            if !term.starts_with(word.as_bytes()) || begun.len() >= BEGUN_MOST {
                break;
            }
            begun.extend(std::str::from_utf8(term).map(|term| Term::from_field_text(field, term)));
        }
    }
    Ok(begun.into_iter().collect())
}

/// Each word of a text, or what is meant by it.
fn worded(fields: &Fields, text: &str, thesaurus: Option<&Thesaurus>) -> Vec<Clause> {
    let words = pieces::asked(text);
    let meant = thesaurus.map(|thesaurus| thesaurus.meant(&words)).unwrap_or_default();
    let mut seen = BTreeSet::new();
    let mut each = Vec::new();
    for (at, word) in words.iter().enumerate().take(WORDS_MOST) {
        if !seen.insert(word) {
            continue;
        }
        let mut ways = standing(fields, word);
        let others = meant.iter().filter(|(place, _)| place.contains(&at));
        ways.extend(others.map(|(_, other)| boosted(together(fields, other), MEANT)));
        let beside = [at.checked_sub(1).map(|before| (before, at)), (at + 1 < words.len()).then_some((at, at + 1))];
        for (one, next) in beside.into_iter().flatten() {
            let made = [thai::words::turned(&words[one], &words[next]), thai::words::joined(&words[one], &words[next])];
            ways.extend(made.into_iter().flatten().map(|word| boosted(together(fields, &[word]), MEANT)));
        }
        each.push(Box::new(BooleanQuery::union(ways)) as Clause);
    }
    each
}

/// A word, in a name or anywhere; a year also where a record is of that fiscal year.
fn standing(fields: &Fields, word: &str) -> Vec<Clause> {
    let in_title = boosted(term(Term::from_field_text(fields.title, word)), TITLE - 1.0);
    let mut ways = vec![in_title, term(fields.word(word))];
    if pieces::is_year(word) {
        let of_year = facet_term(&(YEAR.to_owned(), word.to_owned()));
        ways.push(Box::new(ConstScoreQuery::new(Box::new(term(Term::from_field_text(fields.facet, &of_year))), 1.0)));
    }
    ways
}

/// All the words of a phrase.
fn together(fields: &Fields, phrase: &[String]) -> Clause {
    Box::new(BooleanQuery::intersection(phrase.iter().map(|word| term(fields.word(word))).collect()))
}

/// The words of a name as they follow on each other.
fn in_a_row(fields: &Fields, words: &[String]) -> Clause {
    match words {
        [] => Box::new(EmptyQuery),
        [word] => term(fields.word(word)),
        _ => Box::new(PhraseQuery::new(words.iter().map(|word| fields.word(word)).collect())),
    }
}

/// Runs of letters that stand somewhere, the rarest of them.
fn sounding(field: Field, searcher: &Searcher, runs: &[String]) -> Result<Vec<Clause>, SearchError> {
    let mut known = Vec::with_capacity(runs.len());
    for run in runs {
        let term = Term::from_field_text(field, run);
        let often = searcher.doc_freq(&term)?;
        if often > 0 {
            known.push((often, term));
        }
    }
    known.sort_by_key(|(often, _)| *often);
    known.truncate(RUNS_MOST);
    Ok(known.into_iter().map(|(_, run)| term(run)).collect())
}

/// How many of so many words must stand in a record: all of two, then all but one, then three of five.
fn most(words: usize) -> usize {
    match words {
        0..=2 => words,
        3..=4 => words - 1,
        _ => (words * 3).div_ceil(5),
    }
}

fn term(term: Term) -> Clause {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

fn boosted(query: Clause, times: f32) -> Clause {
    Box::new(BoostQuery::new(query, times))
}

#[cfg(test)]
mod tests {
    use super::most;

    #[test]
    fn more_words_may_miss_more() {
        for (words, least) in [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3), (5, 3), (10, 6)] {
            assert_eq!(most(words), least, "{words}");
        }
    }
}
