//! What can be said on the command line.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use porchlight_collector_db::{Email, Role};
use porchlight_contract::{CollectorAddress, InviteCode, InviteId, PlainText};

use crate::inviting::LONGEST_HOURS;
use crate::server::CONNECTIONS_OF_ONE;

/// Takes reports from home PCs and serves the help desk's console.
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// Serve devices and the console.
    Serve(Serve),
    /// Companies: the customers whose people send reports.
    Company {
        #[command(subcommand)]
        command: CompanyCommand,
    },
    /// The MSP itself.
    Provider {
        #[command(subcommand)]
        command: ProviderCommand,
    },
    /// Invites: one for each person.
    Invite {
        #[command(subcommand)]
        command: InviteCommand,
    },
    /// People who sign in to the console.
    Technician {
        #[command(subcommand)]
        command: TechnicianCommand,
    },
    /// Copy the database and the key into a folder, while the collector serves.
    Backup {
        #[command(flatten)]
        data: Data,
        /// Folder to make; it must not be there yet.
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
    },
    /// Bring a backup back into a new folder, after verifying it by its hashes.
    Restore {
        #[command(flatten)]
        data: Data,
        /// Folder that `backup` made.
        #[arg(long, value_name = "DIR")]
        from: PathBuf,
    },
    /// Who did what.
    Audit {
        #[command(subcommand)]
        command: AuditCommand,
    },
    /// Print the OpenAPI document.
    Openapi,
}

/// The folder, which every command works on. Commands can be run while the collector serves.
#[derive(Args)]
pub(super) struct Data {
    /// Folder with the database and the signing key; made if it is not there.
    #[arg(long = "data", value_name = "DIR", env = "PORCHLIGHT_DATA")]
    pub(super) path: PathBuf,
}

#[derive(Args)]
pub(super) struct Serve {
    #[command(flatten)]
    pub(super) data: Data,
    /// Address and port to listen on.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub(super) listen: SocketAddr,
    /// Where people reach the collector, such as https://help.example; remembered for the links of invites.
    #[arg(long, value_name = "URL", value_parser = address)]
    pub(super) public_url: Option<CollectorAddress>,
    /// The MSP's name; needed once.
    #[arg(long, value_name = "NAME")]
    pub(super) provider: Option<PlainText>,
    /// Certificate in PEM, with those between it and the authority's. Read again when it changes.
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub(super) tls_cert: Option<PathBuf>,
    /// Private key of the certificate, in PEM.
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub(super) tls_key: Option<PathBuf>,
    /// Address of a proxy that says in X-Forwarded-For who asks; can be said more than once.
    #[arg(long, value_name = "IP")]
    pub(super) trust_proxy: Vec<IpAddr>,
    /// Connections at a time from one address that is no such proxy.
    #[arg(long, value_name = "N", default_value_t = CONNECTIONS_OF_ONE)]
    pub(super) connections_per_address: NonZeroUsize,
    /// Where to say figures (/metrics), such as 127.0.0.1:9464; not for the public.
    #[arg(long, value_name = "ADDR")]
    pub(super) metrics_listen: Option<SocketAddr>,
    /// What to log, such as `info` or `porchlight_collector=debug`.
    #[arg(long, value_name = "FILTER", default_value = "info", env = "PORCHLIGHT_LOG")]
    pub(super) log: String,
    /// Log lines as JSON.
    #[arg(long)]
    pub(super) log_json: bool,
}

#[derive(Subcommand)]
pub(super) enum CompanyCommand {
    /// Add a company.
    Add {
        #[command(flatten)]
        data: Data,
        /// The company's name.
        #[arg(long)]
        name: PlainText,
        /// The number its people call.
        #[arg(long)]
        phone: Option<PlainText>,
        /// When somebody answers there.
        #[arg(long)]
        hours: Option<PlainText>,
        /// The MSP's name; needed once.
        #[arg(long, value_name = "NAME")]
        provider: Option<PlainText>,
    },
}

#[derive(Subcommand)]
pub(super) enum ProviderCommand {
    /// Set what the wizard and the console call the MSP.
    Set {
        #[command(flatten)]
        data: Data,
        /// The MSP's name.
        #[arg(long)]
        name: PlainText,
    },
}

#[derive(Subcommand)]
pub(super) enum InviteCommand {
    /// Make an invite for one person. Its code is shown once and not kept.
    Create {
        #[command(flatten)]
        data: Data,
        /// The company's name or id.
        #[arg(long)]
        company: String,
        /// Whom it is for.
        #[arg(long)]
        person: Option<PlainText>,
        /// How long it can be accepted, in hours.
        #[arg(long, default_value_t = 72, value_parser = clap::value_parser!(u32).range(1..=i64::from(LONGEST_HOURS)))]
        hours: u32,
        /// Where people reach the collector, if it has never been started.
        #[arg(long, value_name = "URL", value_parser = address)]
        public_url: Option<CollectorAddress>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Take an invite back.
    Revoke {
        #[command(flatten)]
        data: Data,
        #[command(flatten)]
        which: WhichInvite,
    },
}

#[derive(Args)]
#[group(required = true, multiple = false)]
pub(super) struct WhichInvite {
    /// Its id.
    #[arg(long)]
    pub(super) id: Option<InviteId>,
    /// Its code.
    #[arg(long, value_parser = code)]
    pub(super) code: Option<InviteCode>,
}

#[derive(Subcommand)]
pub(super) enum TechnicianCommand {
    /// Add somebody who signs in to the console. Without a password one is made and shown once.
    Add {
        #[command(flatten)]
        data: Data,
        /// The e-mail address they sign in with.
        #[arg(long)]
        email: Email,
        /// Their name.
        #[arg(long)]
        name: PlainText,
        /// What they may do.
        #[arg(long, value_enum, default_value = "technician")]
        role: RoleArgument,
        /// Read the password from the first line of the standard input.
        #[arg(long)]
        password_stdin: bool,
    },
    /// Make a link behind which somebody chooses a new password. It switches their codes off: the way back for who lost
    /// their password or their phone.
    SetUpLink {
        #[command(flatten)]
        data: Data,
        /// The e-mail address they sign in with.
        #[arg(long)]
        email: Email,
        /// Where people reach the collector, if it has never been started.
        #[arg(long, value_name = "URL", value_parser = address)]
        public_url: Option<CollectorAddress>,
    },
}

#[derive(Subcommand)]
pub(super) enum AuditCommand {
    /// Go through the whole audit and say whether every entry is as it was written.
    Verify {
        #[command(flatten)]
        data: Data,
    },
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum RoleArgument {
    Owner,
    Technician,
    Auditor,
}

impl From<RoleArgument> for Role {
    fn from(role: RoleArgument) -> Self {
        match role {
            RoleArgument::Owner => Self::Owner,
            RoleArgument::Technician => Self::Technician,
            RoleArgument::Auditor => Self::Auditor,
        }
    }
}

fn address(text: &str) -> Result<CollectorAddress, String> {
    CollectorAddress::parse(text.trim_end_matches('/'))
        .map_err(|_| "https:// and a host, without a path; http:// only for this computer itself".to_owned())
}

fn code(text: &str) -> Result<InviteCode, String> {
    InviteCode::parse(text).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_public_url_may_end_in_a_slash_and_must_be_safe() {
        assert_eq!(address("https://help.example/").unwrap().as_str(), "https://help.example");
        assert!(address("http://help.example").is_err());
    }
}
