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
        let mut collector = Self::prepared(data)?;
        let email = "sam@northgate.example".to_owned();
        let added =
            collector.ask(&["technician", "add", "--email", &email, "--name", "Sam", "--role", "owner"])?;
        let password =
            added.lines().find_map(|line| line.strip_prefix("password: ")).context("no password")?;
        collector.technician = (email, password.to_owned());
        collector.serve()?;
        Ok(collector)
    }

    /// Makes one that nobody can sign in to, and lets it serve. With it comes the link that it prints for the first
    /// owner.
    ///
    /// # Errors
    /// If one of its commands fails.
    pub fn first_start(data: PathBuf) -> anyhow::Result<(Self, String)> {
        let mut collector = Self::prepared(data)?;
        let link = collector.serve_until(|line| line.contains("/set-up#").then(|| line.to_owned()))?;
        Ok((collector, link))
    }

    fn prepared(data: PathBuf) -> anyhow::Result<Self> {
        let collector = Self { data, port: free_port()?, technician: Default::default(), serving: None };
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
        Ok(collector)
    }

    /// Serves, at the same address as before.
    ///
    /// # Errors
    /// If it ends at once.
    pub fn serve(&mut self) -> anyhow::Result<()> {
        let address = format!("127.0.0.1:{}", self.port);
        self.serve_until(|line| line.contains(&address).then_some(()))
    }

    fn serve_until<T>(&mut self, wanted: impl Fn(&str) -> Option<T>) -> anyhow::Result<T> {
        let address = format!("127.0.0.1:{}", self.port);
        let mut serve = self.command(&["serve", "--listen", &address, "--public-url", &self.url()])?;
        let (serving, found) = Program::start_until(&mut serve, wanted)?;
        self.serving = Some(serving);
        Ok(found)
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

    /// Another company.
    ///
    /// # Errors
    /// If the command fails.
    pub fn add_company(&self, name: &str) -> anyhow::Result<()> {
        self.ask(&["company", "add", "--name", name]).map(drop)
    }

    /// A new invite, as a link.
    ///
    /// # Errors
    /// If the command fails.
    pub fn invite(&self, person: &str) -> anyhow::Result<String> {
        self.invite_to(COMPANY, person)
    }

    /// A new invite of a company, as a link.
    ///
    /// # Errors
    /// If the command fails.
    pub fn invite_to(&self, company: &str, person: &str) -> anyhow::Result<String> {
        let made = self.ask(&["invite", "create", "--company", company, "--person", person, "--json"])?;
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
