//! The name of a check, and what is made of it.

use anyhow::ensure;

/// The longest part of a name on either side of its dot, as the contract has it.
const LONGEST: usize = 40;

/// A name such as `browser.updates`: topic and aspect.
pub(super) struct Name(String);

impl Name {
    /// # Errors
    /// If it is not two parts of lower-case words with a dot between.
    pub(super) fn parse(text: &str) -> anyhow::Result<Self> {
        let is_part = |part: &str| {
            part.len() <= LONGEST
                && part
                    .split('_')
                    .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase()))
        };
        let is_name = text.split_once('.').is_some_and(|(topic, aspect)| is_part(topic) && is_part(aspect));
        ensure!(
            is_name,
            "`{text}` is no name of a check: two parts of the letters a to z with a dot between, \
             such as browser.updates or account.password_autologin"
        );
        Ok(Self(text.to_owned()))
    }

    /// `browser.updates`
    pub(super) fn id(&self) -> &str {
        &self.0
    }

    /// `browser_updates`, the folder
    pub(super) fn module(&self) -> String {
        self.0.replace('.', "_")
    }

    /// `browser-updates`, in the ids of its words
    pub(super) fn words(&self) -> String {
        self.0.replace(['.', '_'], "-")
    }

    /// `BrowserUpdates`, the type
    pub(super) fn type_name(&self) -> String {
        self.0.split(['.', '_']).map(capitalised).collect()
    }

    /// `Browser updates`
    pub(super) fn english(&self) -> String {
        capitalised(&self.plain())
    }

    /// What it is called in Spanish until somebody says it better: its English name, in quotation marks.
    pub(super) fn spanish(&self) -> String {
        format!("Lo que mira «{}»", self.plain())
    }

    fn plain(&self) -> String {
        self.0.replace(['.', '_'], " ")
    }
}

fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at(1.min(word.len()));
    first.to_ascii_uppercase() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_two_parts_of_lower_case_words() {
        let name = Name::parse("account.password_autologin").unwrap();
        assert_eq!(name.module(), "account_password_autologin");
        assert_eq!(name.words(), "account-password-autologin");
        assert_eq!(name.type_name(), "AccountPasswordAutologin");
        assert_eq!(name.english(), "Account password autologin");
        let long = format!("{}.x", "a".repeat(LONGEST + 1));
        for text in
            ["", "browser", "browser.", ".updates", "a.b.c", "Browser.updates", "a_.b", "_a.b", "a__b.c"]
        {
            assert!(Name::parse(text).is_err(), "{text}");
        }
        for text in ["browser updates", "a.b-c", "wifi6.on", "año.x", "../x.y", long.as_str()] {
            assert!(Name::parse(text).is_err(), "{text}");
        }
    }
}
