//! The words that stand on the pages, out of the files that they come from.

use std::path::Path;

use anyhow::{Context, anyhow};
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// One language's words.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The words of a language, such as `en`.
    ///
    /// # Errors
    /// If a file is missing or malformed.
    pub fn of(language: &str) -> anyhow::Result<Self> {
        let tag: LanguageIdentifier = language.parse().context("language")?;
        let mut bundle = FluentBundle::new(vec![tag]);
        bundle.set_use_isolating(false);
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales").join(language);
        for file in ["wizard", "console", "checks", "errors"] {
            let text = std::fs::read_to_string(folder.join(format!("{file}.ftl"))).context(file)?;
            let resource =
                FluentResource::try_new(text).map_err(|(_, errors)| anyhow!("{file}: {errors:?}"))?;
            bundle.add_resource_overriding(resource);
        }
        Ok(Self { bundle })
    }

    /// A message.
    ///
    /// # Errors
    /// If there is none of this id.
    pub fn say(&self, id: &str, arguments: &[(&str, &str)]) -> anyhow::Result<String> {
        let (name, attribute) =
            id.split_once('.').map_or((id, None), |(name, attribute)| (name, Some(attribute)));
        let message = self.bundle.get_message(name).with_context(|| format!("no message {id}"))?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute).map(|attribute| attribute.value()),
            None => message.value(),
        };
        let mut values = FluentArgs::new();
        for (name, value) in arguments {
            // A number chooses between one and many.
            values.set((*name).to_owned(), FluentValue::try_number(value));
        }
        let pattern = pattern.with_context(|| format!("no text in {id}"))?;
        Ok(self.bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned())
    }
}
