//! What the kit's frame asks the product for: the whole page around a content, and error pages.

use askama::{Template, Values};
use kit::Error;
use kit::web::{Chrome, Frame as Drawn, FrameRequest};

use crate::accounts::Reader;
use crate::app::App;
use crate::layout::assets;
use crate::layout::error::ErrorPage;
use crate::layout::frame::{Frame, NavItem, ReaderCard, Turn};

/// The navigation, in the order a reader meets things. Only what the router has.
const NAV: &[NavItem] = &[
    NavItem::new("/", "layout-home"),
    NavItem::new("/technologies", "technologies-nav"),
    NavItem::new("/needs", "needs-nav"),
    NavItem::new("/projects", "projects-nav"),
    NavItem::section("layout-nav-network", NETWORK),
    NavItem::section("layout-nav-dashboard", FIGURES),
    NavItem::new("/participation", "participation-nav"),
    NavItem::new("/about", "home-nav-about"),
];

/// Who and what the network is.
const NETWORK: &[NavItem] = &[
    NavItem::new("/clinics", "organisations-nav-clinics"),
    NavItem::new("/network-calls", "network-calls-nav"),
    NavItem::new("/villages", "villages-nav"),
    NavItem::new("/volunteers", "volunteers-nav"),
    NavItem::new("/agreements", "agreements-nav"),
    NavItem::new("/appointments", "appointments-nav"),
    NavItem::new("/organisations", "organisations-nav"),
    NavItem::new("/coverage", "coverage-nav"),
    NavItem::new("/places/provinces", "places-nav-provinces"),
    NavItem::new("/places/centres", "places-nav-centres"),
];

/// What it did, counted here and as others printed it.
const FIGURES: &[NavItem] = &[
    NavItem::new("/dashboard", "dashboard-nav"),
    NavItem::new("/integration-plans", "integration-plans-nav"),
    NavItem::new("/published-figures", "published-figures-title"),
    NavItem::new("/past-projects", "past-projects-nav"),
    NavItem::new("/trainings", "trainings-nav"),
];

/// What belongs to everybody who has signed in.
const DESK: NavItem = NavItem::new("/desk", "layout-desk");
/// What belongs to whoever works for a clinic.
const PRACTICE: NavItem = NavItem::new("/practice", "layout-practice-title");

/// The reader's name and own pages.
fn card(reader: &Reader) -> Option<ReaderCard> {
    let mut links = vec![DESK];
    links.extend(reader.may_practise().then_some(PRACTICE));
    Some(ReaderCard { name: reader.who()?.name.clone(), links })
}

/// The product's chrome.
pub struct Layout {
    demo: bool,
}

impl Layout {
    /// The chrome of this application.
    pub fn new(app: &App) -> Self {
        Self { demo: app.settings.demo }
    }
}

impl Chrome for Layout {
    fn whole(&self, drawn: &Drawn<'_>, values: &dyn Values) -> askama::Result<String> {
        let who = drawn.extensions.get::<Reader>();
        let reader = who.and_then(card);
        let asked = drawn.request;
        let turn = if asked.is_form { Turn::of(&asked.address(), drawn.content, asked.sent.as_deref()) } else { None };
        let frame = Frame {
            title: drawn.title,
            content: drawn.content,
            lang: drawn.request.lang,
            reader: reader.as_ref(),
            nav: NAV,
            flash: drawn.flash.as_deref(),
            nonce: drawn.nonce,
            path: &drawn.request.path,
            query: drawn.request.query.as_deref(),
            assets: assets::base(),
            demo: self.demo,
            practice: who.is_some_and(Reader::practises),
            turn,
        };
        frame.render_with_values(values)
    }

    fn error(&self, error: &Error, request: &FrameRequest, values: &dyn Values) -> askama::Result<String> {
        ErrorPage::new(error, &request.path, request.id).answering(request).render_with_values(values)
    }
}
