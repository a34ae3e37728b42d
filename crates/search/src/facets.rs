//! Counts found records by what they can be narrowed by.

use std::collections::BTreeMap;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::StrColumn;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

/// How many found records bear each facet, by name and value.
pub(crate) type Counts = BTreeMap<String, BTreeMap<String, u64>>;

/// The collector.
pub(crate) struct CountFacets;

/// Counts within one part of the index, by the number its dictionary gives a facet.
pub(crate) struct SegmentCounts {
    column: Option<StrColumn>,
    counts: Vec<u64>,
}

impl Collector for CountFacets {
    type Fruit = Counts;
    type Child = SegmentCounts;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentCounts> {
        let column = segment.fast_fields().str("facet")?;
        let terms = column.as_ref().map_or(0, |column| column.num_terms());
        Ok(SegmentCounts { column, counts: vec![0; terms] })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, parts: Vec<Counts>) -> tantivy::Result<Counts> {
        let mut whole = Counts::new();
        for (name, values) in parts.into_iter().flatten() {
            let counted = whole.entry(name).or_default();
            for (value, count) in values {
                *counted.entry(value).or_default() += count;
            }
        }
        Ok(whole)
    }
}

impl SegmentCollector for SegmentCounts {
    type Fruit = Counts;

    fn collect(&mut self, doc: DocId, _: Score) {
        let Some(column) = &self.column else { return };
        for term in column.term_ords(doc) {
            if let Some(count) = usize::try_from(term).ok().and_then(|at| self.counts.get_mut(at)) {
                *count += 1;
            }
        }
    }

    fn harvest(self) -> Counts {
        let mut counts = Counts::new();
        let Some(column) = self.column else { return counts };
        let mut term = String::new();
        for (at, count) in self.counts.into_iter().enumerate().filter(|(_, count)| *count > 0) {
            term.clear();
            // A term that cannot be read is one nobody can narrow by.
            if !column.ord_to_str(at as u64, &mut term).unwrap_or(false) {
                continue;
            }
            if let Some((name, value)) = term.split_once('=') {
                counts.entry(name.to_owned()).or_default().insert(value.to_owned(), count);
            }
        }
        counts
    }
}
