//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use porchlight_contract::wizard::Locale;
use porchlight_contract::{CheckId, Reference};

/// Checks this computer as the Porchlight wizard does, without a window.
#[derive(Parser)]
#[command(name = "porchlight-cli", version)]
pub(crate) struct Arguments {
    /// Language of what is printed for people; the system's by default.
    #[arg(long, global = true, value_enum)]
    pub lang: Option<Language>,
    #[command(subcommand)]
    pub command: Command,
}

/// A language of the program.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Language {
    /// English.
    En,
    /// Spanish.
    Es,
}

impl From<Language> for Locale {
    fn from(language: Language) -> Self {
        match language {
            Language::En => Self::En,
            Language::Es => Self::Es,
        }
    }
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Run the checks and print what they found. Nothing is sent.
    ///
    /// Exit code: 0 if the computer is ready by the default policy, 2 if not, 1 if the command itself failed.
    Check(CheckOptions),
    /// List the checks with their reasons and facts.
    Checks {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Run the checks and write down every question and answer, as DIR/machine.json.
    Record {
        /// Where to; made if it does not exist.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Leave out names, addresses, serial numbers and the like.
        #[arg(long)]
        redact: bool,
    },
    /// Ask this computer everything that can be asked, try its key store, and print what came back.
    ///
    /// For whoever has a computer that the developers have not: the output holds no names, addresses or serial
    /// numbers. Exit code: 0 if every check could look and the key store works, 2 if not, 1 if the command itself
    /// failed.
    Selftest {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Go through the whole sitting: invite, checks, report, receipt.
    Onboard(OnboardOptions),
    /// List every report that was signed on this computer, the newest first.
    History {
        /// As JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        place: Place,
    },
    /// Write a copy of every report that was signed on this computer to a new file.
    Export {
        /// Where to.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[command(flatten)]
        place: Place,
    },
    /// Take a report back: the collector erases it. The copy on this computer stays.
    Withdraw(WithdrawOptions),
}

#[derive(Args)]
pub(crate) struct WithdrawOptions {
    /// The reference of the report, such as PL-7F3K-Q2.
    #[arg(value_name = "REF")]
    pub reference: Reference,
    /// Do not ask whether to.
    #[arg(long)]
    pub yes: bool,
    #[command(flatten)]
    pub place: Place,
}

/// Where this computer's data lies.
#[derive(Args)]
pub(crate) struct Place {
    /// Where the device database lies; the user's data folder by default.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct CheckOptions {
    /// As JSON.
    #[arg(long)]
    pub json: bool,
    /// Only this check; may be repeated.
    #[arg(long, value_name = "ID")]
    pub only: Vec<CheckId>,
    /// Ask a recorded machine (DIR/machine.json) instead of this one.
    #[arg(long, value_name = "DIR")]
    pub recording: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct OnboardOptions {
    /// The invite: a porchlight:// link, or a code together with --at.
    pub invite: String,
    /// The address of the collector, if the invite is a code.
    #[arg(long, value_name = "URL")]
    pub at: Option<String>,
    /// Answer every question with yes, without asking.
    #[arg(long)]
    pub yes: bool,
    /// Keep this computer's key in a file if the system has no key store.
    #[arg(long)]
    pub key_in_file: bool,
    #[command(flatten)]
    pub place: Place,
}
