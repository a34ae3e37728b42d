//! Templates: nothing inline that the content security policy would refuse, every field from one
//! macro, every page working without JavaScript.

use super::tags::{Tag, tags};
use super::tree::File;
use super::{Breach, Law, Tree};

/// What templates may hold.
pub const TEMPLATES: Law = Law {
    name: "templates",
    reason: "every page works without JavaScript and under a strict policy, and every field shows its errors the same way",
    prove: templates,
};

const LONGEST: usize = 200;

fn templates(tree: &Tree) -> Vec<Breach> {
    let mut found = Vec::new();
    for file in tree.templates() {
        if file.text.lines().count() > LONGEST {
            found.push(Breach::new(&file.path, LONGEST + 1, format!("is longer than {LONGEST} lines: part it")));
        }
        // How many links and forms, which work without JavaScript, are open around the tag.
        let (mut links, mut forms) = (0_usize, 0_usize);
        for tag in tags(&file.text) {
            let open = match tag.name {
                "a" => &mut links,
                "form" => &mut forms,
                _ => &mut 0,
            };
            if tag.closes {
                *open = open.saturating_sub(1);
                continue;
            }
            *open += 1;
            let plain = links > 0 || forms > 0;
            found.extend(complaints(file, &tag, plain).into_iter().map(|what| Breach::new(&file.path, tag.line, what)));
        }
    }
    found
}

fn complaints(file: &File, tag: &Tag<'_>, plain: bool) -> Vec<String> {
    let mut found = Vec::new();
    for (name, _) in &tag.attributes {
        if *name == "style" {
            found.push("has a style attribute: give it a class".into());
        }
        if name.len() > 2 && name.starts_with("on") && name[2..].bytes().all(|byte| byte.is_ascii_lowercase()) {
            found.push(format!("has `{name}`: the script goes into web/, and finds its element by a data attribute"));
        }
    }
    let data = tag.attribute("type").is_some_and(|kind| kind.ends_with("json"));
    if tag.name == "style" || (tag.name == "script" && tag.attribute("src").is_none() && !data) {
        found.push(format!("has an inline <{}>: the policy of the pages refuses it; it goes into web/", tag.name));
    }
    let field = matches!(tag.name, "input" | "select" | "textarea") && tag.attribute("type") != Some("hidden");
    if field && !file.path.contains("/layout/") {
        found.push(format!("has a bare <{}>: call the field macro of layout/", tag.name));
    }
    if tag.name == "form" && tag.attribute("method").is_none() {
        found.push("has a form without method".into());
    }
    if tag.name == "form"
        && tag.attribute("action").is_none()
        && tag.attributes.iter().any(|(name, _)| name.starts_with("hx-"))
    {
        found.push("has a form without action: it must work without JavaScript".into());
    }
    let asks =
        ["hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete"].iter().any(|name| tag.attribute(name).is_some());
    // A field macro of the layout is called inside a form.
    let plain = plain || (field && file.path.contains("/layout/"));
    let link = tag.name != "a" || tag.attribute("href").is_some();
    if asks && !(plain && link) {
        found.push(format!("has a <{}> that asks by htmx only: make it a link, or put it into a form", tag.name));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::{caught, kept};
    use super::*;

    const INDEX: &str = "crates/brokerage/src/needs/index.html";

    #[test]
    fn good_templates_pass() {
        let good = "<form method=\"get\" action=\"/needs\" hx-get=\"/needs\"><input type=\"hidden\" name=\"a\">{% call field(x) %}{% endcall %}<button hx-post=\"/x\">x</button></form>
            <a href=\"/needs\" hx-get=\"/needs\">x</a><script src=\"/a.js\" defer></script><script type=\"application/ld+json\">{}</script>
            <p class=\"once\">{{ x }}</p>";
        kept(&TEMPLATES, &[(INDEX, good)]);
        kept(
            &TEMPLATES,
            &[("crates/house/src/layout/fields.html", "<input name=\"{{ name }}\"><select hx-get=\"/x\"></select>")],
        );
    }

    #[test]
    fn nothing_is_inline() {
        caught(&TEMPLATES, &[(INDEX, "\n<p style=\"color: red\">")], "index.html:2: has a style attribute");
        caught(&TEMPLATES, &[(INDEX, "<p onclick=\"x()\">")], "`onclick`");
        caught(&TEMPLATES, &[(INDEX, "<script>x()</script>")], "inline <script>");
    }

    #[test]
    fn fields_come_from_the_macro() {
        for bare in ["<input name=\"a\">", "<select name=\"a\"></select>", "<textarea></textarea>"] {
            caught(&TEMPLATES, &[(INDEX, bare)], "bare <");
        }
    }

    #[test]
    fn everything_works_without_javascript() {
        caught(&TEMPLATES, &[(INDEX, "<form action=\"/x\"></form>")], "without method");
        caught(&TEMPLATES, &[(INDEX, "<form method=\"post\" hx-post=\"/x\"></form>")], "without action");
        caught(&TEMPLATES, &[(INDEX, "<form method=\"post\"></form><div hx-get=\"/x\"></div>")], "htmx only");
        caught(&TEMPLATES, &[(INDEX, "<a hx-get=\"/x\"></a>")], "htmx only");
    }

    #[test]
    fn templates_stay_short() {
        let long = "<p>\n".repeat(201);
        caught(&TEMPLATES, &[(INDEX, &long)], "longer than 200");
    }
}
