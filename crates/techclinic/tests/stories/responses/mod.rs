//! Stories of days of transfer, those who took part and what they answered.

pub(crate) mod testing;
pub(crate) mod tests;
mod tests_refusals;
mod tests_transfers;
mod tests_withdrawals;
