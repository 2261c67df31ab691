//! `cargo xtask schemathesis`: requests of all kinds against every route, made from the collector's own document.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, bail};
use serde_json::Value;

use crate::shell::{cargo, command, output, program, root, run as execute, step};
use crate::{system, web};

/// Where chance begins in every run of the tests.
pub(crate) const SEED: u64 = 1;
/// As many as take twenty seconds.
pub(crate) const EXAMPLES: u32 = 20;

const VERSION: &str = "4.32.5";
const SETTINGS: &str = "xtask/schemathesis.toml";
const DOCUMENT: &str = "ui/packages/api/openapi.json";
const OWNER: &str = "sam@northgate.example";
const PASSWORD: &str = "correct horse battery staple";
const COMPANY: &str = "Bramble & Co.";

/// `cargo xtask schemathesis`: builds the programs and asks.
pub(crate) fn run(seed: u64, examples: u32) -> anyhow::Result<()> {
    system::provide(system::Purpose::Run)?;
    web::build()?;
    step("build the programs", || {
        execute(&mut cargo(&["build", "--package", "porchlight-collector", "--package", "porchlight-cli"]))
    })?;
    ask(seed, examples)
}

/// Asks every route of the collector that was built what the document allows and what it does not, and fails if an
/// answer is not as the document says. The same seed asks the same.
pub(crate) fn ask(seed: u64, examples: u32) -> anyhow::Result<()> {
    let tool = installed()?;
    step("ask every route", || {
        let folder = root().join("target/schemathesis/data");
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        std::fs::create_dir_all(&folder)?;
        let mut office = Office::open(&folder)?;
        let asked = office.be_asked(&tool, seed, examples);
        office.serving.kill()?;
        office.serving.wait()?;
        asked
    })
}

/// The tool in an environment of its own below `target`.
fn installed() -> anyhow::Result<PathBuf> {
    let environment = root().join("target/schemathesis/tool");
    let tool = environment.join("bin/schemathesis");
    let is_there = output(&mut command(&tool, &["--version"])).is_ok_and(|text| text.contains(VERSION));
    if !is_there {
        // Debian and Ubuntu have it in a package of its own.
        if output(command("python3", &["-c", "import ensurepip"]).stderr(Stdio::null())).is_err() {
            system::install(&["python3-venv"])?;
        }
        step("install schemathesis", || {
            execute(command("python3", &["-m", "venv"]).arg(&environment))?;
            let wanted = format!("schemathesis=={VERSION}");
            execute(&mut command(environment.join("bin/pip"), &["install", "--quiet", &wanted]))
        })?;
    }
    Ok(tool)
}

/// A collector with a company, an owner, and a computer that has reported.
struct Office {
    folder: PathBuf,
    url: String,
    serving: Child,
}

impl Office {
    fn open(folder: &Path) -> anyhow::Result<Self> {
        let data = folder.join("collector");
        let collector = |arguments: &[&str]| {
            let mut collector = command(program("porchlight-collector"), arguments);
            collector.arg("--data").arg(&data);
            collector
        };
        execute(&mut collector(&["provider", "set", "--name", "Northgate IT"]))?;
        execute(&mut collector(&["company", "add", "--name", COMPANY]))?;
        let mut add = collector(&["technician", "add", "--email", OWNER, "--name", "Sam", "--role", "owner"]);
        let mut add = add.arg("--password-stdin").stdin(Stdio::piped()).spawn()?;
        writeln!(add.stdin.take().context("no standard input")?, "{PASSWORD}")?;
        if !add.wait()?.success() {
            bail!("there is no owner");
        }
        let address = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.to_string();
        let url = format!("http://{address}");
        let serving = serve(collector(&["serve", "--listen", &address, "--public-url", &url]), &address)?;
        let office = Self { folder: folder.to_owned(), url, serving };
        let invite = ["invite", "create", "--company", COMPANY, "--person", "Ana Prieto", "--json"];
        let made: Value = serde_json::from_str(&output(&mut collector(&invite))?)?;
        let link = made["link"].as_str().context("no link")?;
        let mut onboard =
            command(program("porchlight-cli"), &["onboard", link, "--yes", "--key-in-file", "--data"]);
        output(onboard.arg(folder.join("device")))?;
        Ok(office)
    }

    fn be_asked(&self, tool: &Path, seed: u64, examples: u32) -> anyhow::Result<()> {
        let mut ask = command(tool, &["--config-file"]);
        // What it remembers of a run lies where it runs, and is gone with the next one.
        ask.current_dir(&self.folder)
            .arg(root().join(SETTINGS))
            .arg("run")
            .arg(root().join(DOCUMENT))
            .args(["--header", "X-Porchlight: console", "--seed", &seed.to_string()])
            .args(["--max-examples", &examples.to_string()])
            .env("PORCHLIGHT_URL", &self.url)
            .env("PORCHLIGHT_SESSION", self.session()?);
        execute(&mut ask)
    }

    /// The token in the cookie of the owner, who signs in.
    fn session(&self) -> anyhow::Result<String> {
        let body = serde_json::json!({ "email": OWNER, "password": PASSWORD }).to_string();
        let answer = self.folder.join("signed-in");
        let place = format!("{}/api/console/v1/session", self.url);
        let mut curl = command("curl", &["--silent", "--show-error", "--fail", "--dump-header"]);
        curl.arg(&answer).args([
            "--header",
            "X-Porchlight: console",
            "--header",
            "Content-Type: application/json",
        ]);
        output(curl.args(["--data", &body, &place]))?;
        let head = std::fs::read_to_string(&answer)?;
        let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: "));
        let token = cookie.and_then(|cookie| cookie.split(['=', ';']).nth(1)).context("no session")?;
        Ok(token.to_owned())
    }
}

fn serve(mut collector: Command, address: &str) -> anyhow::Result<Child> {
    let mut child = collector.args(["--log", "error"]).stdout(Stdio::piped()).spawn()?;
    let stdout = child.stdout.take().context("no standard output")?;
    let mut lines = BufReader::new(stdout).lines();
    if !lines.any(|line| line.is_ok_and(|line| line.contains(address))) {
        bail!("the collector ended before it listened at {address}");
    }
    // Whatever else it prints must not fill the pipe.
    std::thread::spawn(move || lines.for_each(drop));
    Ok(child)
}
