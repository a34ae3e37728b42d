//! Stories of `responses`.

pub(crate) mod testing;
mod tests;
mod tests_refusals;
mod tests_transfers;
mod tests_withdrawals;
