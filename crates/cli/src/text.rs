//! Words for people, out of the Fluent files that the window uses too.

use anyhow::{Context, anyhow};
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use porchlight_contract::wizard::Locale;
use porchlight_contract::{CheckId, Outcome, Problem};
use unic_langid::LanguageIdentifier;

use crate::arguments::Language;

/// The files of one language, built into the program.
fn sources(locale: Locale) -> [&'static str; 3] {
    macro_rules! files {
        ($lang:literal) => {
            [
                include_str!(concat!("../../../locales/", $lang, "/checks.ftl")),
                include_str!(concat!("../../../locales/", $lang, "/errors.ftl")),
                include_str!(concat!("../../../locales/", $lang, "/cli.ftl")),
            ]
        };
    }
    match locale {
        Locale::En => files!("en"),
        Locale::Es => files!("es"),
    }
}

/// One language.
pub(crate) struct Text {
    bundle: FluentBundle<FluentResource>,
}

impl Text {
    /// The language that was asked for, or the system's, or English.
    pub(crate) fn load(asked: Option<Language>) -> anyhow::Result<Self> {
        let locale = asked.map_or_else(system_locale, Locale::from);
        let tag: LanguageIdentifier = locale.tag().parse().context("language tag")?;
        let mut bundle = FluentBundle::new(vec![tag]);
        // Direction marks around arguments are for rendered pages, not for terminals.
        bundle.set_use_isolating(false);
        for source in sources(locale) {
            let resource = FluentResource::try_new(source.to_owned())
                .map_err(|(_, errors)| anyhow!("{} texts: {errors:?}", locale.tag()))?;
            bundle.add_resource(resource).map_err(|errors| anyhow!("{} texts: {errors:?}", locale.tag()))?;
        }
        Ok(Self { bundle })
    }

    /// A message, or `id.attribute`. One that does not exist comes out as its id: visible, and no reason to stop.
    pub(crate) fn get(&self, id: &str, arguments: &[(&str, &str)]) -> String {
        let (name, attribute) =
            id.split_once('.').map_or((id, None), |(name, attribute)| (name, Some(attribute)));
        let message = self.bundle.get_message(name);
        let pattern = message.and_then(|message| match attribute {
            Some(attribute) => message.get_attribute(attribute).map(|attribute| attribute.value()),
            None => message.value(),
        });
        let Some(pattern) = pattern else { return id.to_owned() };
        let mut values = FluentArgs::new();
        for (name, value) in arguments {
            let value = value.parse::<f64>().map_or_else(|_| FluentValue::from(*value), FluentValue::from);
            values.set((*name).to_owned(), value);
        }
        self.bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
    }

    /// The headline of an outcome.
    pub(crate) fn headline(&self, check: &CheckId, outcome: &Outcome) -> String {
        let check_part = check.message_part();
        match outcome {
            Outcome::Pass => self.get(&format!("check-{check_part}.good"), &[]),
            Outcome::Warn { reasons } | Outcome::Fail { reasons } => {
                let headlines = reasons
                    .iter()
                    .map(|reason| self.get(&format!("finding-{check_part}-{}", reason.message_part()), &[]));
                headlines.collect::<Vec<_>>().join(" ")
            }
            Outcome::NotApplicable { why } => self.get(&format!("not-applicable-{}", code(why)), &[]),
            Outcome::Unknown { cause } => self.get(&format!("unknown-{}", code(cause)), &[]),
        }
    }

    /// A problem: what happened, and what to do now.
    pub(crate) fn problem(&self, problem: &Problem) -> String {
        let id = problem.code.message_id();
        let arguments: Vec<(&str, &str)> =
            problem.args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        format!("{} {}", self.get(&id, &arguments), self.get(&format!("{id}.next"), &arguments))
    }
}

/// A unit variant as part of a message id.
fn code(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(|code| code.replace('_', "-")))
        .unwrap_or_default()
}

fn system_locale() -> Locale {
    let spanish = sys_locale::get_locale().is_some_and(|tag| tag.to_lowercase().starts_with("es"));
    if spanish { Locale::Es } else { Locale::En }
}

#[cfg(test)]
mod tests {
    use super::*;
    use porchlight_contract::ErrorCode;

    #[test]
    fn every_error_has_words_in_every_language() {
        for language in [Language::En, Language::Es] {
            let text = Text::load(Some(language)).unwrap();
            for code in ErrorCode::ALL {
                let words = text.problem(&Problem::new(*code));
                assert!(!words.contains("error-"), "{words}");
            }
        }
    }

    #[test]
    fn a_number_among_the_arguments_chooses_its_plural() {
        let text = Text::load(Some(Language::En)).unwrap();
        let one = text.get("cli-check-counts", &[("good", "1"), ("asked", "1")]);
        assert!(one.contains('1') && !one.contains("cli-"), "{one}");
    }
}
