//! The real collector, on a disk of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};
use tempfile::TempDir;

use crate::devices::Device;
use crate::server::Server;

/// A collector with a company, on a disk of its own.
pub(crate) struct Collector {
    pub(crate) server: Server,
    program: PathBuf,
    pub(crate) folder: TempDir,
}

impl Collector {
    /// A folder for its data.
    pub(crate) fn folder(programs: &Path) -> anyhow::Result<TempDir> {
        // Beside the programs: what is mounted for temporary files may not be a disk.
        Ok(tempfile::tempdir_in(programs.parent().context("no folder")?)?)
    }

    /// Adds a company to what is in the folder, and serves.
    pub(crate) fn start(folder: TempDir, programs: &Path) -> anyhow::Result<Self> {
        let program = programs.join("porchlight-collector");
        let company = ["company", "add", "--name", "Bench", "--provider", "Bench", "--data"];
        let added = Command::new(&program).args(company).arg(folder.path()).output()?;
        ensure!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
        let server = serve(&program, folder.path())?;
        Ok(Self { server, program, folder })
    }

    /// Stops it, so that everything is in the database's one file, and starts it again; returns the file's length too.
    pub(crate) fn restarted(self, programs: &Path) -> anyhow::Result<(Self, u64)> {
        let Self { server, folder, .. } = self;
        server.stop()?;
        let length = std::fs::metadata(folder.path().join("collector.db"))?.len();
        let program = programs.join("porchlight-collector");
        let server = serve(&program, folder.path())?;
        Ok((Self { server, program, folder }, length))
    }

    /// Enrols so many devices in the company.
    pub(crate) async fn enrol(&self, count: usize) -> anyhow::Result<Vec<Device>> {
        let mut devices = Vec::with_capacity(count);
        for _ in 0..count {
            devices.push(Device::enrol(&self.program, self.folder.path(), &self.server).await?);
        }
        Ok(devices)
    }

    /// Adds an owner; returns their e-mail address and password.
    pub(crate) fn owner(&self) -> anyhow::Result<(String, String)> {
        let email = "sam@bench.example".to_owned();
        let add = ["technician", "add", "--name", "Sam", "--role", "owner", "--email", &email, "--data"];
        let added = Command::new(&self.program).args(add).arg(self.folder.path()).output()?;
        let said = String::from_utf8(added.stdout)?;
        let password =
            said.lines().find_map(|line| line.strip_prefix("password: ")).context("no password")?;
        Ok((email, password.to_owned()))
    }
}

fn serve(program: &Path, data: &Path) -> anyhow::Result<Server> {
    let serve = ["serve", "--listen", "127.0.0.1:0", "--log", "warn", "--data"];
    Server::start(Command::new(program).args(serve).arg(data))
}
