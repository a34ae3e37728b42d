//! What a call asks of a proposal beside dates and sums: which classes of expense it pays, by what it is judged,
//! which documents come with it.

use kit::show::Bilingual;
use serde::{Deserialize, Serialize};
use thai::Satang;
use utoipa::ToSchema;
use uuid::Uuid;

/// A class of expense that a call pays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpenseClass {
    /// As budget lines name it.
    pub name: String,
    /// What its lines may sum to in one project; `None`: whatever the ceiling leaves. Kept as whole satang.
    #[serde(with = "whole_satang")]
    pub most: Option<Satang>,
}

/// What a proposal is judged by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// Inside; nil until stored.
    pub id: Uuid,
    /// What it is called.
    pub name: Bilingual,
    /// What a reviewer looks at.
    pub about: String,
    /// Its part of the whole, in hundredths of a percent.
    pub weight: i64,
}

/// A document that comes with a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AskedDocument {
    /// Inside; nil until stored.
    pub id: Uuid,
    /// What it is.
    pub name: String,
    /// Is nothing handed in without it?
    pub needed: bool,
}

/// An amount in a column of JSON.
mod whole_satang {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use thai::Satang;

    pub(super) fn serialize<S: Serializer>(amount: &Option<Satang>, to: S) -> Result<S::Ok, S::Error> {
        amount.map(|amount| amount.0).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Satang>, D::Error> {
        Ok(Option::<i64>::deserialize(from)?.map(Satang))
    }
}
