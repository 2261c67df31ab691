//! `docs/PRIVACY.md`: every field that leaves a computer, out of the types, the catalogue and the Fluent files.
//!
//! A field without words stops the build, and so do words without a field: the page can neither keep quiet about
//! something nor promise what is not so.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use anyhow::{Context, anyhow, bail, ensure};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use serde_json::Value;

/// What is told of each field, beside its name.
const TOLD: [&str; 5] = ["what", "why", "example", "leave-out", "kept"];
/// The messages that leave a device, in the order in which they do.
const DOCUMENTS: [&str; 3] = ["look-up", "enrolment", "report"];
/// Longer sentences are hard to read.
const WORDS_IN_A_SENTENCE: usize = 20;

/// The page in one language. `fields` is what the contract's example `fields` prints.
pub(crate) fn page(locale: &str, fields: &str, catalogue: &str) -> anyhow::Result<String> {
    let (fields, catalogue) = (serde_json::from_str(fields)?, serde_json::from_str(catalogue)?);
    let own = Words::read(locale, "privacy")?;
    let checks = Words::read(locale, "checks")?;
    let page = Page { own: &own, checks: &checks, fields: &fields, catalogue: &catalogue };
    let text = page.text().with_context(|| format!("locales/{locale}/privacy.ftl"))?;
    own.refuse_unused(&page).with_context(|| format!("locales/{locale}/privacy.ftl"))?;
    Ok(text)
}

struct Page<'a> {
    own: &'a Words,
    checks: &'a Words,
    fields: &'a Value,
    catalogue: &'a Value,
}

impl Page<'_> {
    fn text(&self) -> anyhow::Result<String> {
        let say = |id: &str| self.own.say(&format!("privacy-page-{id}"));
        let mut text =
            format!("# {}\n\n{} {}\n\n{}\n", say("title")?, say("lead")?, say("made")?, say("network")?);
        for document in DOCUMENTS {
            self.document(document, &mut text)?;
        }
        writeln!(text, "\n## {}\n\n{}", say("checks")?, say("checks-lead")?)?;
        for check in self.catalogue["checks"].as_array().context("checks")? {
            self.check(check, &mut text)?;
        }
        writeln!(text, "\n## {}\n", say("never")?)?;
        for what in ["who", "device", "use", "secret"] {
            writeln!(text, "- {}", say(&format!("never-{what}"))?)?;
        }
        writeln!(text, "\n{}", say("never-how")?)?;
        Ok(text)
    }

    /// One message that leaves the device, as a table of its fields.
    fn document(&self, document: &str, text: &mut String) -> anyhow::Result<()> {
        let message = format!("privacy-{document}");
        writeln!(
            text,
            "\n## {}\n\n{}\n",
            self.own.say(&message)?,
            self.own.say(&format!("{message}.what"))?
        )?;
        let heads = ["field", "what", "why", "example", "leave-out", "kept"];
        let heads = heads.map(|head| self.own.say(&format!("privacy-page-{head}")));
        writeln!(text, "| {} |", heads.into_iter().collect::<anyhow::Result<Vec<_>>>()?.join(" | "))?;
        writeln!(text, "|---|---|---|---|---|---|")?;
        for field in self.fields_of(document)? {
            let id = message_of(document, field);
            let mut cells = vec![format!("{}<br>`{field}`", self.own.say(&id)?)];
            for told in TOLD {
                let said = self.own.say(&format!("{id}.{told}"))?;
                cells.push(if told == "example" { format!("`{said}`") } else { said });
            }
            writeln!(text, "| {} |", cells.join(" | "))?;
        }
        Ok(())
    }

    /// What one check tells, with every fact of the catalogue.
    fn check(&self, check: &Value, text: &mut String) -> anyhow::Result<()> {
        let id = check["id"].as_str().context("id")?;
        let message = format!("check-{}", id.replace(['.', '_'], "-"));
        let (name, sent) = (self.checks.say(&message)?, self.checks.say(&format!("{message}.sent"))?);
        writeln!(text, "\n### {name}\n\n{sent} (`{id}`)\n")?;
        let [fact, can_be] = ["fact", "can-be"].map(|head| self.own.say(&format!("privacy-page-{head}")));
        writeln!(text, "| {} | {} |\n|---|---|", fact?, can_be?)?;
        for fact in check["facts"].as_array().context("facts")? {
            writeln!(text, "| `{}` | {} |", fact["name"].as_str().context("name")?, self.kind(fact)?)?;
        }
        Ok(())
    }

    fn kind(&self, fact: &Value) -> anyhow::Result<String> {
        let kind = fact["type"].as_str().context("type")?;
        let unit = fact["unit"].as_str().map(|unit| format!("privacy-kind-{kind}-{unit}"));
        let id = unit
            .filter(|id| self.own.texts.contains_key(id))
            .unwrap_or_else(|| format!("privacy-kind-{kind}"));
        let words = fact["values"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let words = words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        Ok(format!("{} {words}", self.own.say(&id)?).trim_end().to_owned())
    }

    fn fields_of(&self, document: &str) -> anyhow::Result<Vec<&str>> {
        let fields = self.fields[document].as_array().with_context(|| format!("no fields of {document}"))?;
        ensure!(!fields.is_empty(), "no fields of {document}");
        Ok(fields.iter().filter_map(Value::as_str).collect())
    }
}

fn message_of(document: &str, field: &str) -> String {
    format!("privacy-{document}-{}", field.replace(['.', '_'], "-"))
}

/// The texts of one Fluent file by `message` or `message.attribute`.
struct Words {
    texts: BTreeMap<String, Pattern<String>>,
}

impl Words {
    fn read(locale: &str, file: &str) -> anyhow::Result<Self> {
        let path = format!("locales/{locale}/{file}.ftl");
        let source = std::fs::read_to_string(&path).context(path.clone())?;
        Self::parse(source).with_context(|| path)
    }

    fn parse(source: String) -> anyhow::Result<Self> {
        let resource = fluent_syntax::parser::parse(source).map_err(|(_, errors)| anyhow!("{errors:?}"))?;
        let mut texts = BTreeMap::new();
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let id = message.id.name;
            for attribute in message.attributes {
                texts.insert(format!("{id}.{}", attribute.id.name), attribute.value);
            }
            if let Some(value) = message.value {
                texts.insert(id, value);
            }
        }
        Ok(Self { texts })
    }

    /// A text whose only variable parts are other messages of the same file.
    fn say(&self, id: &str) -> anyhow::Result<String> {
        let pattern = self.texts.get(id).with_context(|| format!("{id} has no words"))?;
        let mut said = String::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => said.push_str(value),
                PatternElement::Placeable { expression: Expression::Inline(inline) } => match inline {
                    InlineExpression::MessageReference { id, attribute: None } => {
                        said.push_str(&self.say(&id.name)?);
                    }
                    InlineExpression::StringLiteral { value } => said.push_str(value),
                    InlineExpression::NumberLiteral { .. }
                    | InlineExpression::FunctionReference { .. }
                    | InlineExpression::MessageReference { .. }
                    | InlineExpression::TermReference { .. }
                    | InlineExpression::VariableReference { .. }
                    | InlineExpression::Placeable { .. } => bail!("{id} has a variable"),
                },
                PatternElement::Placeable { .. } => bail!("{id} has a variable"),
            }
        }
        let longest =
            said.split(['.', '?', '!', ':']).map(|sentence| sentence.split_whitespace().count()).max();
        ensure!(
            longest.is_none_or(|words| words <= WORDS_IN_A_SENTENCE),
            "{id} has a sentence that is too long"
        );
        ensure!(!said.contains(['|', '\n']), "{id} does not fit into a table");
        Ok(said)
    }

    /// Fails for a text about a field that there is not.
    fn refuse_unused(&self, page: &Page<'_>) -> anyhow::Result<()> {
        let mut known = BTreeSet::new();
        for document in DOCUMENTS {
            known.insert(format!("privacy-{document}"));
            known.extend(page.fields_of(document)?.into_iter().map(|field| message_of(document, field)));
        }
        let of_the_page = ["privacy-page-", "privacy-kind-", "privacy-kept-"];
        let shared = ["privacy-always", "privacy-unread", "privacy-withheld", "privacy-choice"];
        for id in self.texts.keys().map(|id| id.split('.').next().unwrap_or(id)) {
            let fits = known.contains(id)
                || shared.contains(&id)
                || of_the_page.iter().any(|part| id.starts_with(part));
            ensure!(fits, "{id} is about nothing that is sent");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: &str = r#"{ "look-up": ["code"], "enrolment": ["os"], "report": ["device.os.name"] }"#;

    fn page<'a>(own: &'a Words, fields: &'a Value) -> Page<'a> {
        Page { own, checks: own, fields, catalogue: &Value::Null }
    }

    #[test]
    fn a_field_without_words_and_words_without_a_field_are_refused() {
        let fields: Value = serde_json::from_str(FIELDS).unwrap();
        let words = |text: &str| Words::parse(text.to_owned()).unwrap();
        let own =
            words("privacy-report = R\n    .what = W\nprivacy-report-device-os-name = N\n    .what = W\n");
        let error = page(&own, &fields).document("report", &mut String::new()).unwrap_err();
        assert_eq!(error.to_string(), "privacy-page-field has no words");
        assert!(own.refuse_unused(&page(&own, &fields)).is_ok());
        let stale = words("privacy-report-hostname = Gone\n");
        let error = stale.refuse_unused(&page(&stale, &fields)).unwrap_err();
        assert_eq!(error.to_string(), "privacy-report-hostname is about nothing that is sent");
    }

    #[test]
    fn a_text_may_be_made_of_others_and_must_be_short() {
        let long = "word ".repeat(WORDS_IN_A_SENTENCE + 1);
        let words = Words::parse(format!("a = A\nb = {{ a }} and {{ \"{{\" }}\nlong = {long}\n")).unwrap();
        assert_eq!(words.say("b").unwrap(), "A and {");
        assert!(words.say("long").is_err());
        assert_eq!(words.say("c").unwrap_err().to_string(), "c has no words");
    }
}
