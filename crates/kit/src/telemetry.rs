//! Seeing inside: structured logs with a request id, and figures for Prometheus. Neither carries a
//! personal value or a secret.

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

/// Starts the log: lines for a terminal, JSON elsewhere. `filter` is in the form of `RUST_LOG`.
pub fn start_log(filter: &str, terminal: bool) {
    // The library tells of each step of the schema; one line of ours says what came of it.
    let quiet = |filter: &str| format!("sea_orm_migration=warn,{filter}");
    let filter = EnvFilter::try_new(quiet(filter)).unwrap_or_else(|_| EnvFilter::new(quiet("info")));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start (several programs in one test process) keeps the first.
    let started = if terminal { builder.compact().try_init() } else { builder.json().try_init() };
    drop(started);
}

/// Starts counting; the handle writes the figures as text.
///
/// # Errors
/// When another recorder is installed already.
pub fn start_metrics() -> anyhow::Result<PrometheusHandle> {
    let builder =
        PrometheusBuilder::new().set_buckets(&[0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5])?;
    Ok(builder.install_recorder()?)
}

/// Sets a figure that goes up and down, such as how far something has come.
pub fn gauge(name: &'static str, value: f64) {
    metrics::gauge!(name).set(value);
}

/// The same of one kind of thing.
pub fn gauge_of(name: &'static str, kind: &'static str, value: f64) {
    metrics::gauge!(name, "kind" => kind).set(value);
}
