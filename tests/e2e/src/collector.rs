//! A real collector with a company, a technician and invites.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, bail};
use serde_json::Value;

use crate::screen::free_port;
use crate::{Program, built};

/// The demo company of these tests.
pub const COMPANY: &str = "Bramble & Co.";

/// A collector that serves.
pub struct Collector {
    data: PathBuf,
    port: u16,
    /// The technician's e-mail and password.
    pub technician: (String, String),
    serving: Option<Program>,
}

impl Collector {
    /// Makes one in this folder and lets it serve.
    ///
    /// # Errors
    /// If one of its commands fails.
    pub fn open(data: PathBuf) -> anyhow::Result<Self> {
        let port = free_port()?;
        let mut collector = Self { data, port, technician: Default::default(), serving: None };
        collector.ask(&["provider", "set", "--name", "Northgate IT"])?;
        collector.ask(&[
            "company",
            "add",
            "--name",
            COMPANY,
            "--phone",
            "020 7946 0123",
            "--hours",
            "Mon to Fri, 8:00 to 18:00",
        ])?;
        let email = "sam@northgate.example".to_owned();
        let added =
            collector.ask(&["technician", "add", "--email", &email, "--name", "Sam", "--role", "owner"])?;
        let password =
            added.lines().find_map(|line| line.strip_prefix("password: ")).context("no password")?;
        collector.technician = (email, password.to_owned());
        collector.serve()?;
        Ok(collector)
    }

    /// Serves, at the same address as before.
    ///
    /// # Errors
    /// If it ends at once.
    pub fn serve(&mut self) -> anyhow::Result<()> {
        let address = format!("127.0.0.1:{}", self.port);
        let mut serve = self.command(&["serve", "--listen", &address, "--public-url", &self.url()])?;
        let (serving, ()) = Program::start_until(&mut serve, |line| line.contains(&address).then_some(()))?;
        self.serving = Some(serving);
        Ok(())
    }

    /// Ends at once, as a crash would.
    ///
    /// # Errors
    /// If it cannot be waited for.
    pub fn crash(&mut self) -> anyhow::Result<()> {
        self.serving.take().map_or(Ok(()), Program::kill)
    }

    /// Where it answers.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// A new invite, as a link.
    ///
    /// # Errors
    /// If the command fails.
    pub fn invite(&self, person: &str) -> anyhow::Result<String> {
        let made = self.ask(&["invite", "create", "--company", COMPANY, "--person", person, "--json"])?;
        let made: Value = serde_json::from_str(&made)?;
        Ok(made["link"].as_str().context("no link")?.to_owned())
    }

    fn command(&self, arguments: &[&str]) -> anyhow::Result<Command> {
        let mut command = Command::new(built("porchlight-collector")?);
        command.args(arguments).arg("--data").arg(&self.data);
        Ok(command)
    }

    fn ask(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let output = self.command(arguments)?.stderr(Stdio::inherit()).output()?;
        if !output.status.success() {
            bail!("{arguments:?} ended with {}", output.status);
        }
        Ok(String::from_utf8(output.stdout)?)
    }
}
