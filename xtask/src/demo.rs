//! `cargo xtask run`: a collector with a demo company, and a wizard that is invited to it.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, bail};
use serde_json::Value;

use crate::shell::{attended, cargo, command, output, program, root, run as execute, step};
use crate::{system, web};

const COMPANY: &str = "Bramble & Co.";
const PROVIDER: &str = "Northgate IT";
const TECHNICIAN: &str = "sam@northgate.example";
/// Tried first; any free port is as good.
const PORT: u16 = 8420;

pub(crate) fn run(terminal: bool, fresh: bool) -> anyhow::Result<()> {
    system::provide(system::Purpose::Run)?;
    web::build()?;
    step("build the programs (the first time takes some minutes)", || {
        execute(&mut cargo(&[
            "build",
            "--package",
            "porchlight-collector",
            "--package",
            "porchlight-desktop",
            "--package",
            "porchlight-cli",
        ]))
    })?;
    let demo = Demo::prepare(fresh)?;
    let mut collector = demo.serve()?;
    let result = demo.journey(terminal);
    if result.is_ok() && attended() {
        println!("\nThe collector is still there. Press Ctrl-C to stop it.");
        collector.wait()?;
    } else {
        stop(collector)?;
    }
    result
}

/// The demo's files, in a folder that git ignores.
struct Demo {
    folder: PathBuf,
    port: u16,
    password: Option<String>,
}

impl Demo {
    fn prepare(fresh: bool) -> anyhow::Result<Self> {
        let folder = root().join(".porchlight");
        if fresh && folder.exists() {
            std::fs::remove_dir_all(&folder).context("cannot remove what earlier runs left")?;
        }
        std::fs::create_dir_all(folder.join("device"))?;
        let port = port(&folder.join("port"))?;
        let mut demo = Self { folder, port, password: None };
        if !demo.data().exists() {
            demo.set_up()?;
        }
        demo.password = std::fs::read_to_string(demo.folder.join("password")).ok();
        Ok(demo)
    }

    fn data(&self) -> PathBuf {
        self.folder.join("collector")
    }

    fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn collector(&self, arguments: &[&str]) -> Command {
        let mut collector = command(program("porchlight-collector"), arguments);
        collector.arg("--data").arg(self.data());
        collector
    }

    fn set_up(&self) -> anyhow::Result<()> {
        step("make a demo company", || {
            execute(&mut self.collector(&["provider", "set", "--name", PROVIDER]))?;
            execute(&mut self.collector(&[
                "company",
                "add",
                "--name",
                COMPANY,
                "--phone",
                "020 7946 0123",
                "--hours",
                "Mon to Fri, 8:00 to 18:00",
            ]))?;
            let added = output(&mut self.collector(&[
                "technician",
                "add",
                "--email",
                TECHNICIAN,
                "--name",
                "Sam",
                "--role",
                "owner",
            ]))?;
            let password =
                added.lines().find_map(|line| line.strip_prefix("password: ")).context("no password")?;
            Ok(std::fs::write(self.folder.join("password"), password)?)
        })
    }

    /// Starts the collector and waits until it says that it listens.
    fn serve(&self) -> anyhow::Result<Child> {
        let address = format!("127.0.0.1:{}", self.port);
        let mut serve = self.collector(&["serve", "--listen", &address, "--public-url", &self.url()]);
        let mut child = serve.stdout(Stdio::piped()).spawn().context("cannot start the collector")?;
        let stdout = child.stdout.take().context("no standard output")?;
        let mut lines = BufReader::new(stdout).lines();
        let listens = lines.any(|line| line.is_ok_and(|line| line.contains(&address)));
        if !listens {
            bail!("the collector ended before it listened at {address}");
        }
        // Whatever else it prints must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        println!("\n   console   {}\n   sign in   {TECHNICIAN}", self.url());
        if let Some(password) = &self.password {
            println!("   password  {password}\n");
        }
        Ok(child)
    }

    fn invite(&self) -> anyhow::Result<String> {
        let made = output(&mut self.collector(&[
            "invite",
            "create",
            "--company",
            COMPANY,
            "--person",
            "Ana Prieto",
            "--json",
        ]))?;
        let made: Value = serde_json::from_str(&made)?;
        Ok(made["link"].as_str().context("no link")?.to_owned())
    }

    /// The sitting: in a window where there is a display, else in the terminal.
    fn journey(&self, terminal: bool) -> anyhow::Result<()> {
        let link = self.invite()?;
        let device = self.folder.join("device");
        if !terminal && has_display() {
            println!("   The wizard opens with an invite of {COMPANY}: {link}");
            return execute(command(program("porchlight"), &[&link]).env("PORCHLIGHT_DEVICE_DATA", device));
        }
        println!("   There is no display, so this is the same sitting in the terminal.\n");
        let mut onboard = command(program("porchlight-cli"), &["onboard", &link, "--key-in-file", "--data"]);
        onboard.arg(device);
        if !attended() {
            onboard.arg("--yes");
        }
        execute(&mut onboard)
    }
}

/// The port of earlier runs, because an enrolled device remembers it; else a free one.
fn port(kept: &Path) -> anyhow::Result<u16> {
    if let Some(port) = std::fs::read_to_string(kept).ok().and_then(|text| text.trim().parse().ok()) {
        if TcpListener::bind(("127.0.0.1", port)).is_err() {
            bail!(
                "port {port} is taken: is another `cargo xtask run` still going? `--fresh` takes another port"
            );
        }
        return Ok(port);
    }
    let listener = TcpListener::bind(("127.0.0.1", PORT)).or_else(|_| TcpListener::bind(("127.0.0.1", 0)))?;
    let port = listener.local_addr()?.port();
    std::fs::write(kept, port.to_string())?;
    Ok(port)
}

fn has_display() -> bool {
    cfg!(not(target_os = "linux"))
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn stop(mut child: Child) -> anyhow::Result<()> {
    child.kill()?;
    child.wait()?;
    Ok(())
}
