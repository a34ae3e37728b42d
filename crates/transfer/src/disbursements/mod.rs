//! The money of a project after its approval: the instalments in which it is released, what is paid out of it under
//! which line of its budget and by which receipt, and what is carried over the year's end (กันเงินเหลื่อมปี). Nothing is
//! paid beyond what was granted, and what was written down is never changed unseen. Everybody reads the sums; papers
//! are for those who work on the project.

mod api;
mod api_carry_overs;
mod api_instalments;
mod api_repayments;
mod availability;
mod carry_over;
mod desk;
mod disbursement;
mod extension;
mod forms;
mod forms_extensions;
mod forms_repayments;
mod importing;
mod instalment;
mod judging;
mod money;
mod pages;
mod pages_carry_overs;
mod pages_extensions;
mod pages_forms;
mod pages_instalments;
mod pages_repayments;
mod pages_slots;
mod policy;
mod record;
mod repayment;
mod store;
mod store_carry_overs;
mod store_desk;
mod store_instalments;
mod store_list;
mod store_rehearsals;
mod store_repayments;
mod store_standing;
mod support;
mod verbs;
mod verbs_carry_overs;
mod verbs_extensions;
mod verbs_instalments;
mod verbs_repayments;
mod verbs_standing;

use axum::routing::{get, post};

use crate::projects::{Project, Then};
use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::{Slot, SlotOn, Spot};

pub use carry_over::{CarryOver, NewCarryOver};
pub use disbursement::{CounterEntry, Disbursement, NewPayment};
pub use instalment::{Instalment, NewInstalment, Release};
pub use money::{LineMoney, Money};
pub use policy::Verb;
pub use store::{find, find_money};
pub use verbs::{attach, forget, record, reverse, withdraw_disbursement};
pub use verbs_carry_overs::{approve_carry_over, ask_carry_over, decline_carry_over};
pub use verbs_instalments::{plan_instalment, release_instalment, withdraw_instalment};
pub use verbs_standing::stand_on;

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature { kinds: &[&importing::Disbursements], slots: &[ON_DESK], ..Feature::of(routes) };

/// On the page of a project, which has been read.
pub const ON_PROJECT: SlotOn<Project> = SlotOn(pages_slots::on_project);
/// The same on the page of a day that is past.
pub const ON_PAST: SlotOn<Then> = SlotOn(pages_slots::on_past);
/// On a desk: what of the money of projects waits.
const ON_DESK: Slot = Slot { on: Spot::Desk, place: 35, fill: pages_slots::on_desk };

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/desk/money", get(pages_slots::all))
        .route("/projects/{code}/money", get(pages::show))
        .route("/projects/{code}/disbursements", get(pages::index).post(pages_forms::record))
        .route("/projects/{code}/disbursements/new", get(pages_forms::new))
        .route("/projects/{code}/disbursements/{number}", get(pages::entry))
        .route("/projects/{code}/disbursements/{number}/evidence", get(pages::evidence))
        .route("/projects/{code}/disbursements/{number}/attach", post(pages_forms::attach))
        .route(
            "/projects/{code}/disbursements/{number}/reverse",
            get(pages_forms::reversing).post(pages_forms::reverse),
        )
        .route(
            "/projects/{code}/disbursements/{number}/withdraw",
            get(pages_forms::withdrawing).post(pages_forms::withdraw),
        )
        .route("/projects/{code}/instalments", post(pages_instalments::plan_instalment))
        .route("/projects/{code}/instalments/new", get(pages_instalments::planning))
        .route(
            "/projects/{code}/instalments/{number}/release",
            get(pages_instalments::releasing).post(pages_instalments::release_instalment),
        )
        .route(
            "/projects/{code}/instalments/{number}/withdraw",
            get(pages_instalments::withdrawing).post(pages_instalments::withdraw_instalment),
        )
        .route("/projects/{code}/carry-overs", post(pages_carry_overs::ask_carry_over))
        .route("/projects/{code}/carry-overs/new", get(pages_carry_overs::carrying))
        .route("/projects/{code}/carry-overs/{number}/approve", post(pages_carry_overs::approve_carry_over))
        .route(
            "/projects/{code}/carry-overs/{number}/decline",
            get(pages_carry_overs::declining).post(pages_carry_overs::decline_carry_over),
        )
        .merge(extension_routes())
        .route("/projects/{code}/repayments", post(pages_repayments::record_repayment))
        .route("/projects/{code}/repayments/new", get(pages_repayments::repaying))
        .route(
            "/projects/{code}/repayments/{number}/withdraw",
            get(pages_repayments::withdrawing).post(pages_repayments::withdraw_repayment),
        )
        .merge(api::routes())
}

/// Those of the last day of what was carried over.
fn extension_routes() -> Routes {
    Routes::new()
        .route(
            "/projects/{code}/carry-overs/{number}/extend",
            get(pages_extensions::extending).post(pages_extensions::extend_carry_over),
        )
        .route("/projects/{code}/carry-overs/{number}/approve-extension", post(pages_extensions::approve_extension))
        .route(
            "/projects/{code}/carry-overs/{number}/decline-extension",
            get(pages_extensions::declining_extension).post(pages_extensions::decline_extension),
        )
}
