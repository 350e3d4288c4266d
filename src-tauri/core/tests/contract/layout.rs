//! Lays out the TypeScript that ts-rs writes the way a person would: a field a line where fields
//! are explained or the line would be long, short things on one line.

use std::iter::Peekable;
use std::vec::IntoIter;

/// Longest line, as in the rest of the UI.
const WIDTH: usize = 120;

/// A declaration `/** docs */ export type Name = …;`, laid out anew.
pub(crate) fn laid_out(declaration: &str) -> String {
    let mut parser = Parser { tokens: tokens(declaration).into_iter().peekable() };
    let doc = parser.doc();
    for expected in ["export", "type"] {
        parser.expect(expected);
    }
    let name = parser.word();
    parser.expect("=");
    let kind = parser.kind();
    let text = format!("export type {name} = {};", print(&kind, 0, name.len() + 16));
    // A union that begins on the next line leaves a blank behind the sign before it.
    doc_lines(doc.as_deref(), 0) + &text.replace(" \n", "\n")
}

/// The name of a type, such as `Array<Tag>`, laid out anew.
pub(crate) fn name_laid_out(name: &str) -> String {
    one_line(&Parser { tokens: tokens(name).into_iter().peekable() }.kind())
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Doc(String),
    Text(String),
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("/**") {
            let end = rest.find("*/").expect("a comment ends");
            let lines = rest[3..end].lines().map(|line| line.trim().trim_start_matches('*').trim());
            let words: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
            tokens.push(Token::Doc(words.join(" ")));
            end + 2
        } else {
            let length = match first {
                '"' => rest[1..].find('"').expect("a string ends") + 2,
                _ if is_name(first) => rest.find(|c| !is_name(c)).unwrap_or(rest.len()),
                _ => first.len_utf8(),
            };
            tokens.push(Token::Text(rest[..length].to_owned()));
            length
        };
        rest = rest[length..].trim_start();
    }
    tokens
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

enum Kind {
    /// A name or a literal, and what it is made of: `Array<…>`, `Record<…>`.
    Name(String, Vec<Kind>),
    Tuple(Vec<Kind>),
    Object(Vec<Field>),
    Union(Vec<Kind>),
}

struct Field {
    doc: Option<String>,
    name: String,
    kind: Kind,
}

struct Parser {
    tokens: Peekable<IntoIter<Token>>,
}

impl Parser {
    fn doc(&mut self) -> Option<String> {
        match self.tokens.next_if(|token| matches!(token, Token::Doc(_))) {
            Some(Token::Doc(doc)) => Some(doc),
            _ => None,
        }
    }

    fn takes(&mut self, text: &str) -> bool {
        self.tokens.next_if(|token| *token == Token::Text(text.to_owned())).is_some()
    }

    fn expect(&mut self, text: &str) {
        assert!(self.takes(text), "{text} expected before {:?}", self.tokens.peek());
    }

    fn word(&mut self) -> String {
        match self.tokens.next() {
            Some(Token::Text(text)) => text,
            other => panic!("a word expected, not {other:?}"),
        }
    }

    fn kind(&mut self) -> Kind {
        let mut kinds = vec![self.single()];
        while self.takes("|") {
            kinds.push(self.single());
        }
        if kinds.len() == 1 { kinds.remove(0) } else { Kind::Union(kinds) }
    }

    fn single(&mut self) -> Kind {
        if self.takes("(") {
            let kind = self.kind();
            self.expect(")");
            return kind;
        }
        if self.takes("[") {
            return Kind::Tuple(self.list("]"));
        }
        if self.takes("{") {
            return Kind::Object(self.fields());
        }
        let name = self.word();
        let parts = if self.takes("<") { self.list(">") } else { Vec::new() };
        Kind::Name(name, parts)
    }

    fn list(&mut self, end: &str) -> Vec<Kind> {
        let mut kinds = Vec::new();
        while !self.takes(end) {
            kinds.push(self.kind());
            self.takes(",");
        }
        kinds
    }

    fn fields(&mut self) -> Vec<Field> {
        let mut fields = Vec::new();
        while !self.takes("}") {
            let doc = self.doc();
            let name = self.word().trim_matches('"').to_owned();
            self.expect(":");
            fields.push(Field { doc, name, kind: self.kind() });
            self.takes(",");
        }
        fields
    }
}

/// The text of a type at this depth, on one line if it is simple and fits behind `before`.
fn print(kind: &Kind, depth: usize, before: usize) -> String {
    let line = one_line(kind);
    if !is_explained(kind) && before + line.chars().count() <= WIDTH {
        return line;
    }
    let indent = "  ".repeat(depth + 1);
    match kind {
        Kind::Object(fields) => {
            let lines = fields.iter().map(|field| {
                let before = indent.len() + field.name.len() + 3;
                let kind = print(&field.kind, depth + 1, before);
                let doc = doc_lines(field.doc.as_deref(), depth + 1);
                format!("{doc}{indent}{}: {kind};\n", field.name)
            });
            format!("{{\n{}{}}}", lines.collect::<String>(), "  ".repeat(depth))
        }
        Kind::Union(kinds) => {
            let lines = kinds
                .iter()
                .map(|kind| format!("\n{indent}| {}", print(kind, depth + 2, indent.len() + 2)));
            lines.collect()
        }
        Kind::Name(..) | Kind::Tuple(_) => line,
    }
}

fn one_line(kind: &Kind) -> String {
    let all = |kinds: &[Kind], between: &str| {
        kinds.iter().map(one_line).collect::<Vec<_>>().join(between)
    };
    match kind {
        Kind::Name(name, parts) => match (name.as_str(), parts.as_slice()) {
            (_, []) => name.clone(),
            ("Array", [Kind::Union(kinds)]) => format!("({})[]", all(kinds, " | ")),
            ("Array", [part]) => format!("{}[]", one_line(part)),
            _ => format!("{name}<{}>", all(parts, ", ")),
        },
        Kind::Tuple(kinds) => format!("[{}]", all(kinds, ", ")),
        Kind::Union(kinds) => all(kinds, " | "),
        Kind::Object(fields) => {
            let fields: Vec<String> = fields
                .iter()
                .map(|field| format!("{}: {}", field.name, one_line(&field.kind)))
                .collect();
            format!("{{ {} }}", fields.join("; "))
        }
    }
}

fn is_explained(kind: &Kind) -> bool {
    match kind {
        Kind::Object(fields) => {
            fields.iter().any(|field| field.doc.is_some() || is_explained(&field.kind))
        }
        Kind::Union(kinds) => kinds.iter().any(is_explained),
        Kind::Name(..) | Kind::Tuple(_) => false,
    }
}

fn doc_lines(doc: Option<&str>, depth: usize) -> String {
    doc.map_or_else(String::new, |doc| format!("{}/** {doc} */\n", "  ".repeat(depth)))
}

#[test]
fn a_declaration_is_laid_out_as_a_person_would() {
    let written = "/**\n * Somebody.\n */\nexport type Person = { \n/**\n * What they are\n * called.\n */\n\"name\": string | null, tags: Array<TagId>, at: [number, number], };";
    let expected = "/** Somebody. */\nexport type Person = {\n  /** What they are called. */\n  name: string | null;\n  tags: TagId[];\n  at: [number, number];\n};";
    assert_eq!(laid_out(written), expected);
    let short = "export type State = { \"state\": \"ready\" } | { \"state\": \"gone\", \"since\": number };";
    let expected = "export type State = { state: \"ready\" } | { state: \"gone\"; since: number };";
    assert_eq!(laid_out(short), expected);
}
