//! WHERE clauses that are put together from what a query asks for.

use std::collections::BTreeSet;

use porchlight_contract::CompanyId;
use rusqlite::types::Value;

use super::columns;
use crate::StoreError;

/// A WHERE clause with its values.
#[derive(Default)]
pub(super) struct Filter {
    conditions: Vec<&'static str>,
    pub(super) values: Vec<Value>,
}

impl Filter {
    /// One more condition, with a value for each of its question marks.
    pub(super) fn and<const N: usize>(&mut self, condition: &'static str, values: [&str; N]) {
        self.conditions.push(condition);
        self.values.extend(values.map(|value| Value::from(value.to_owned())));
    }

    /// One more condition whose question mark is a list of companies as JSON, if there is a list.
    pub(super) fn and_among(
        &mut self,
        condition: &'static str,
        companies: Option<&BTreeSet<CompanyId>>,
    ) -> Result<(), StoreError> {
        if let Some(companies) = companies {
            self.and(condition, [columns::to_json(companies)?.as_str()]);
        }
        Ok(())
    }

    pub(super) fn sql(&self) -> String {
        if self.conditions.is_empty() {
            String::new()
        } else {
            format!("WHERE {}", self.conditions.join(" AND "))
        }
    }
}

/// A LIKE pattern for texts with this in it, in folded case, every character standing for itself.
pub(super) fn contains(text: &str) -> String {
    let mut pattern = String::from("%");
    for c in text.to_lowercase().chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}
