//! The whole page around a page's content: header, navigation, banners, the word from the page
//! before, footer. Plain data in, so that it can be drawn without a request.

use askama::Template;
use kit::Lang;
use kit::web::TURN;

use crate::accounts::Typed;
use crate::layout::filters;

/// One address of the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NavItem {
    /// Where it leads.
    pub href: &'static str,
    /// Message id of its name.
    pub label: &'static str,
    /// The rooms of a section, its own first; they stand below the navigation while the reader is in
    /// one of them. Most have none.
    pub rooms: &'static [NavItem],
}

impl NavItem {
    /// An address with nothing beside it.
    pub const fn new(href: &'static str, label: &'static str) -> Self {
        Self { href, label, rooms: &[] }
    }

    /// A section: it leads to the first of its rooms.
    pub const fn section(label: &'static str, rooms: &'static [NavItem]) -> Self {
        Self { href: rooms[0].href, label, rooms }
    }

    /// Is the reader just there?
    pub fn is(&self, path: &str) -> bool {
        self.href == path
    }

    /// Is the reader there, below it or in one of its rooms?
    pub fn holds(&self, path: &str) -> bool {
        self.rooms.iter().any(|room| room.holds(path)) || self.is_over(path)
    }

    fn is_over(&self, path: &str) -> bool {
        match path.strip_prefix(self.href) {
            Some(rest) => rest.is_empty() || (self.href != "/" && rest.starts_with('/')),
            None => false,
        }
    }
}

/// The signed-in reader, as the header names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReaderCard {
    /// How they are called.
    pub name: String,
    /// Their desk and what else is theirs.
    pub links: Vec<NavItem>,
}

/// A whole page.
#[derive(Template)]
#[template(path = "layout/frame.html")]
pub struct Frame<'a> {
    /// The title in the reader's language.
    pub title: &'a str,
    /// The content of `<main>`, already HTML.
    pub content: &'a str,
    /// The reader's language.
    pub lang: Lang,
    /// Who reads, when they have signed in.
    pub reader: Option<&'a ReaderCard>,
    /// The navigation: only what the router has.
    pub nav: &'a [NavItem],
    /// Something to say once, from the page before.
    pub flash: Option<&'a str>,
    /// Only scripts that carry this may run.
    pub nonce: &'a str,
    /// The path asked for.
    pub path: &'a str,
    /// Its query, if any.
    pub query: Option<&'a str>,
    /// Where styles, script and type lie: a prefix that changes with their content, without a
    /// slash at its end.
    pub assets: &'a str,
    /// Are these invented data?
    pub demo: bool,
    /// Is this a room for practice?
    pub practice: bool,
    /// How the language is turned where this answers a form; elsewhere a link does it.
    pub turn: Option<Turn>,
}

/// The language of a page that answered a form is turned by sending the form again, with the wish for
/// the other language in its address: the server then draws it and does nothing
/// (`kit/src/web/held.rs`). A link would ask for another page, and what was typed would be lost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turn {
    /// The form on this page, whose fields go along as they are now.
    pub form: Option<String>,
    /// Where the page has no such form: what was sent.
    pub fields: Vec<(String, String)>,
}

impl Turn {
    /// For the answer to a form that was sent to `address`; `None` where neither form nor fields are known.
    pub fn of(address: &str, content: &str, sent: Option<&[u8]>) -> Option<Self> {
        let form = form_id(address);
        if content.contains(&format!("<form id=\"{form}\"")) {
            return Some(Self { form: Some(form), fields: Vec::new() });
        }
        Some(Self { form: None, fields: Typed::read(address, sent?).fields })
    }
}

/// The name of the form that is sent to `action`.
pub fn form_id(action: &str) -> String {
    format!("to:{action}")
}

impl Frame<'_> {
    /// The rooms of the section in which the reader is.
    pub fn rooms(&self) -> &'static [NavItem] {
        self.nav.iter().find(|item| item.holds(self.path)).map_or(&[], |item| item.rooms)
    }

    /// The form in the other language.
    pub fn turned(&self) -> String {
        let address = self.in_other_language();
        format!("{address}&{TURN}")
    }

    /// The same page in the other language.
    pub fn in_other_language(&self) -> String {
        let other = match self.lang {
            Lang::Th => Lang::En,
            Lang::En => Lang::Th,
        };
        let kept =
            self.query.unwrap_or_default().split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
        let pairs: Vec<_> = kept.map(str::to_owned).chain([format!("lang={}", other.tag())]).collect();
        format!("{}?{}", self.path, pairs.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_language_keeps_the_page_and_its_query() {
        let frame = Frame {
            title: "",
            content: "",
            lang: Lang::Th,
            reader: None,
            nav: &[],
            flash: None,
            nonce: "",
            path: "/needs",
            query: Some("q=%E0%B8%82&lang=th&status=matched"),
            assets: "",
            demo: false,
            practice: false,
            turn: None,
        };
        assert_eq!(frame.in_other_language(), "/needs?q=%E0%B8%82&status=matched&lang=en");
    }

    #[test]
    fn an_answer_to_a_form_is_turned_by_the_form_on_it_or_by_what_was_sent() {
        let sent = Some(&b"text=a&password=b"[..]);
        let on_it = Turn::of("/needs", "<form id=\"to:/needs\" class=", sent);
        assert_eq!(on_it, Some(Turn { form: Some("to:/needs".to_owned()), fields: Vec::new() }));
        let elsewhere = Turn { form: None, fields: vec![("text".to_owned(), "a".to_owned())] };
        assert_eq!(Turn::of("/needs", "<form id=\"to:/sign-in\"", sent), Some(elsewhere));
        assert_eq!(Turn::of("/needs", "", None), None);
    }

    #[test]
    fn a_page_below_an_address_belongs_to_it_and_the_front_page_holds_nothing_else() {
        let (home, needs) = (NavItem::new("/", ""), NavItem::new("/needs", ""));
        assert!(needs.holds("/needs/new") && needs.holds("/needs") && !needs.holds("/needs-else"));
        assert!(home.holds("/") && !home.holds("/needs"));
        const ROOMS: &[NavItem] = &[NavItem::new("/clinics", ""), NavItem::new("/villages", "")];
        let network = NavItem::section("", ROOMS);
        assert!(network.holds("/villages/V-1") && network.is("/clinics") && !network.holds("/needs"));
    }
}
