//! Coarse facts: what they are called, what they can be, and how a check tells them.

use porchlight_contract::{Fact, FactName, Facts, Token};

use crate::catalogue::FactKind;

/// A fact as the catalogue lists it.
pub(crate) struct FactSpec {
    pub(crate) name: &'static str,
    pub(crate) kind: FactKind,
}

/// Collects facts. What does not fit the closed types of the contract is left out, never bent.
#[derive(Default)]
pub(crate) struct Sheet(Facts);

impl Sheet {
    pub(crate) fn word(self, spec: &FactSpec, word: &str) -> Self {
        match Token::parse(word) {
            Ok(word) => self.put(spec, Fact::Word(word)),
            Err(_) => self,
        }
    }

    pub(crate) fn number(self, spec: &FactSpec, number: u64) -> Self {
        self.put(spec, Fact::Number(u32::try_from(number).unwrap_or(u32::MAX)))
    }

    pub(crate) fn flag(self, spec: &FactSpec, flag: bool) -> Self {
        self.put(spec, Fact::Flag(flag))
    }

    pub(crate) fn finish(self) -> Facts {
        self.0
    }

    fn put(mut self, spec: &FactSpec, fact: Fact) -> Self {
        if let Ok(name) = FactName::parse(spec.name) {
            self.0.insert(name, fact);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_no_token_is_left_out() {
        const NAME: FactSpec = FactSpec { name: "name", kind: FactKind::Version };
        assert!(Sheet::default().word(&NAME, "Ana's PC").finish().is_empty());
        assert_eq!(Sheet::default().word(&NAME, "debian").finish().len(), 1);
    }
}
