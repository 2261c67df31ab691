//! The only place that prints.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "printing is what this module is for")]

use std::io::{BufRead, IsTerminal, Write};

use serde::Serialize;

/// A line for people.
pub(crate) fn line(text: &str) {
    println!("{text}");
}

/// An error for people, past anything that reads standard output.
pub(crate) fn error(text: &str) {
    eprintln!("{text}");
}

/// JSON for programs.
pub(crate) fn json(value: &impl Serialize) -> anyhow::Result<()> {
    println!("{}", serde_json::to_string_pretty(value)?);
    Ok(())
}

/// Asks a question that only `yes` answers with yes, with or without its accent. Without a terminal nobody is there
/// to say it.
pub(crate) fn confirmed(question: &str, yes: &str) -> anyhow::Result<bool> {
    if !std::io::stdin().is_terminal() {
        return Ok(false);
    }
    print!("{question} ");
    std::io::stdout().flush()?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    let plain = |text: &str| text.trim().to_lowercase().replace('í', "i");
    Ok(plain(&answer) == plain(yes))
}
