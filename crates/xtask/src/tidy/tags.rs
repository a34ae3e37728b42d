//! Just enough of HTML with askama's marks in it: opening and closing tags with their attributes.

/// One tag of a template.
pub struct Tag<'a> {
    pub name: &'a str,
    pub closes: bool,
    pub line: usize,
    /// (name, value); the value is empty where none is given.
    pub attributes: Vec<(&'a str, &'a str)>,
}

impl Tag<'_> {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| *own == name).map(|(_, value)| *value)
    }
}

/// The tags of a template in their order, those inside comments left out.
pub fn tags(text: &str) -> Vec<Tag<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(['<', '{']) {
        let start = at + next;
        let rest = &text[start..];
        if rest.starts_with("<!--") {
            at = after(text, start, "-->");
        } else if let Some(end) = mark(rest) {
            at = start + end;
        } else if rest.starts_with('<')
            && rest[1..].trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic())
        {
            let end = start + tag_end(rest);
            found.push(read(&text[start..end], text[..start].matches('\n').count() + 1));
            at = end;
        } else {
            at = start + 1;
        }
    }
    found
}

fn after(text: &str, start: usize, end: &str) -> usize {
    text[start..].find(end).map_or(text.len(), |found| start + found + end.len())
}

/// The length of the askama mark with which the text begins.
fn mark(text: &str) -> Option<usize> {
    let end = match text.get(..2)? {
        "{{" => "}}",
        "{%" => "%}",
        "{#" => "#}",
        _ => return None,
    };
    Some(after(text, 2, end))
}

/// The length of the tag with which the text begins; `>` in quotes and in marks does not end it.
fn tag_end(text: &str) -> usize {
    let mut at = 1;
    let mut quote = None;
    while let Some(letter) = text[at..].chars().next() {
        if let Some(length) = mark(&text[at..]) {
            at += length;
            continue;
        }
        match (quote, letter) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            _ => {}
        }
        at += letter.len_utf8();
    }
    text.len()
}

fn read(tag: &str, line: usize) -> Tag<'_> {
    let inside = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
    let closes = inside.starts_with('/');
    let inside = inside.trim_start_matches('/');
    let end = inside.find(|c: char| c.is_whitespace() || c == '{').unwrap_or(inside.len());
    Tag { name: &inside[..end], closes, line, attributes: attributes(&inside[end..]) }
}

fn attributes(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if let Some(length) = mark(rest) {
            at += length;
            continue;
        }
        let length = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '{').unwrap_or(rest.len());
        if length == 0 {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let name = &rest[..length];
        let (value, used) = value(&rest[length..]);
        found.push((name, value));
        at += length + used;
    }
    found
}

/// The value after a name and how much text it took.
fn value(text: &str) -> (&str, usize) {
    let Some(after) = text.strip_prefix('=') else {
        return ("", 0);
    };
    let Some(quote) = after.chars().next().filter(|c| *c == '"' || *c == '\'') else {
        let end = after.find(char::is_whitespace).unwrap_or(after.len());
        return (&after[..end], end + 1);
    };
    let mut at = 1;
    while let Some(letter) = after[at..].chars().next() {
        if let Some(length) = mark(&after[at..]) {
            at += length;
        } else if letter == quote {
            return (&after[1..at], at + 2);
        } else {
            at += letter.len_utf8();
        }
    }
    (&after[1..], text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_quotes_do_not_mislead() {
        let text = "{# <a> #}<!-- <b> -->\n<form{% if x %} method=\"post\"{% endif %} action=\"/{{ \"a>b\" }}\" novalidate><br/></form>";
        let found = tags(text);
        let names: Vec<_> = found.iter().map(|tag| (tag.name, tag.closes, tag.line)).collect();
        assert_eq!(names, [("form", false, 2), ("br", false, 2), ("form", true, 2)]);
        assert_eq!(found[0].attributes, [("method", "post"), ("action", "/{{ \"a>b\" }}"), ("novalidate", "")]);
    }
}
