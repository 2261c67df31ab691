//! Words for people stand in the Fluent files, where they can be translated and reviewed.

use super::Source;

/// Places whose words are for technicians and programmers.
const TECHNICAL: &[&str] = &["xtask", "crates/collector/src/cli", "crates/collector/src/openapi.rs"];
/// What marks a line whose text no employee sees: logs, errors of libraries, attributes, panics that cannot happen.
const TECHNICAL_LINES: &[&str] = &[
    "#[",
    "#![",
    "error!(",
    "warn!(",
    "info!(",
    "debug!(",
    "trace!(",
    "bail!(",
    "anyhow!(",
    "ensure!(",
    "context(",
    "reason =",
    "description =",
    "unreachable!(",
];

pub(super) fn broken(sources: &[Source]) -> Vec<String> {
    let people = sources
        .iter()
        .filter(|source| !source.is_test() && !TECHNICAL.iter().any(|place| source.below(place)));
    people
        .flat_map(|source| {
            if source.is("svelte") {
                in_markup(source)
            } else if source.is("rs") {
                in_rust(source)
            } else {
                Vec::new()
            }
        })
        .collect()
}

fn in_rust(source: &Source) -> Vec<String> {
    source
        .lines_before_tests()
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .filter(|(_, line)| !TECHNICAL_LINES.iter().any(|mark| line.contains(mark)))
        .filter_map(|(at, line)| {
            let literal = line.split('"').skip(1).step_by(2).find(|literal| is_sentence(literal))?;
            Some(format!("{}: “{literal}” belongs into a Fluent file", source.place(at)))
        })
        .collect()
}

/// A capital, at least three more words, and no sign of a query, a path or a pattern.
fn is_sentence(literal: &str) -> bool {
    let words: Vec<&str> = literal.split_whitespace().collect();
    let begins = literal.chars().next().is_some_and(char::is_uppercase);
    let shouts = words.first().is_some_and(|word| word.chars().all(|c| c.is_uppercase() || c == '_'));
    begins && !shouts && words.len() >= 4
}

/// Letters between tags, or in an attribute that is read out or shown.
fn in_markup(source: &Source) -> Vec<String> {
    let markup = without_blocks(&source.text);
    let mut broken = Vec::new();
    for (at, line) in markup.lines().enumerate() {
        for attribute in [" aria-label=\"", " title=\"", " placeholder=\"", " alt=\"", " label=\""] {
            let words = line.split(attribute).skip(1).filter_map(|rest| rest.split('"').next());
            broken.extend(words.filter(|words| has_words(words)).map(|words| (at, words.to_owned())));
        }
    }
    broken.extend(texts(&markup).into_iter().filter(|(_, text)| has_words(text)));
    broken
        .iter()
        .map(|(at, text)| format!("{}: “{}” belongs into a Fluent file", source.place(*at), text.trim()))
        .collect()
}

/// Two letters in a row outside of `{…}`.
fn has_words(text: &str) -> bool {
    let mut depth = 0_u32;
    let mut run = 0_u32;
    for c in text.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if depth == 0 && c.is_alphabetic() => run += 1,
            _ => run = 0,
        }
        if run >= 2 {
            return true;
        }
    }
    false
}

/// The markup with scripts, styles, comments and names of keys blanked, line breaks kept.
fn without_blocks(text: &str) -> String {
    let mut text = text.to_owned();
    for (open, close) in
        [("<script", "</script>"), ("<style", "</style>"), ("<!--", "-->"), ("<kbd", "</kbd>")]
    {
        while let Some(start) = text.find(open) {
            let end = text[start..].find(close).map_or(text.len(), |at| start + at + close.len());
            let blank: String = text[start..end].chars().filter(|c| *c == '\n').collect();
            text.replace_range(start..end, &blank);
        }
    }
    text
}

/// The pieces of text between tags, each with its line. Braces may hold `<` and `>`, so they are followed too.
fn texts(markup: &str) -> Vec<(usize, String)> {
    let (mut texts, mut text, mut line, mut start) = (Vec::new(), String::new(), 0, 0);
    let (mut in_tag, mut braces) = (false, 0_u32);
    for c in markup.chars() {
        match c {
            '{' => braces += 1,
            '}' => braces = braces.saturating_sub(1),
            '<' if braces == 0 => {
                in_tag = true;
                texts.push((start, std::mem::take(&mut text)));
            }
            '>' if braces == 0 && in_tag => {
                in_tag = false;
                start = line;
            }
            '\n' => line += 1,
            c if braces == 0 && !in_tag => {
                if text.trim().is_empty() {
                    start = line;
                }
                text.push(c);
            }
            _ => {}
        }
    }
    texts.push((start, text));
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svelte(text: &str) -> Vec<String> {
        in_markup(&Source { path: "x.svelte".into(), text: text.into() })
    }

    #[test]
    fn words_between_tags_and_in_labels_are_found() {
        assert_eq!(
            svelte("<p>\n  Send it now\n</p>"),
            ["x.svelte:2: “Send it now” belongs into a Fluent file"]
        );
        assert_eq!(svelte("<button aria-label=\"Close\" />").len(), 1);
    }

    #[test]
    fn messages_expressions_scripts_and_styles_are_not() {
        let text = "<script>let x = 'Send it now';</script>\n<p class=\"big one\">{t('x')} · {a > b ? 1 : 2}</p>\n<style>p { color: red }</style>";
        assert!(svelte(text).is_empty(), "{:?}", svelte(text));
    }

    #[test]
    fn a_sentence_in_rust_is_found_and_a_log_line_is_not() {
        let found = |line: &str| in_rust(&Source { path: "x.rs".into(), text: line.into() }).len();
        assert_eq!(found("let x = \"Your disk is not protected.\";"), 1);
        assert_eq!(found("tracing::info!(\"Your disk is not protected.\");"), 0);
        assert_eq!(found("let x = \"SELECT value FROM progress WHERE key\";"), 0);
        assert_eq!(found("// \"Your disk is not protected.\""), 0);
    }
}
