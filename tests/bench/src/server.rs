//! A server under load, and what it costs.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

use anyhow::Context;

/// A server that runs until this is dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
}

impl Server {
    /// Starts a program whose first line of output ends in its address.
    pub(crate) fn start(command: &mut Command) -> anyhow::Result<Self> {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut line = String::new();
        let mut output = BufReader::new(child.stdout.take().context("no output")?);
        output.read_line(&mut line)?;
        // It may say more, and must not be hindered.
        std::thread::spawn(move || std::io::copy(&mut output, &mut std::io::sink()));
        let address = line.trim().rsplit("//").next().and_then(|address| address.parse().ok());
        match address {
            Some(address) => Ok(Self { child, address }),
            None => {
                child.kill()?;
                anyhow::bail!("{command:?} did not say its address, but {line:?}")
            }
        }
    }

    /// Stops it as an operator would, and waits for that.
    pub(crate) fn stop(mut self) -> anyhow::Result<()> {
        let process = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(process, rustix::process::Signal::TERM)?;
        let ended = self.child.wait()?;
        anyhow::ensure!(ended.success(), "ended with {ended}");
        Ok(())
    }

    /// Seconds of processor time that it has used.
    pub(crate) fn cpu(&self) -> anyhow::Result<f64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // proc(5): the name, in brackets, may hold anything; user and system time are the 12th and 13th after it.
        let (_, after) = stat.rsplit_once(") ").context("no end of the name")?;
        let mut fields = after.split(' ').skip(11);
        let mut ticks = || fields.next().and_then(|field| field.parse::<u32>().ok()).context("no time");
        let (user, system) = (ticks()?, ticks()?);
        let a_second = rustix::param::clock_ticks_per_second();
        #[expect(clippy::cast_precision_loss, reason = "a hundred, as a rule")]
        let a_second = a_second as f64;
        Ok((f64::from(user) + f64::from(system)) / a_second)
    }

    /// The most memory it has held at once, in MiB.
    pub(crate) fn peak(&self) -> anyhow::Result<f64> {
        self.status("VmHWM:")
    }

    /// The memory that it holds now, in MiB.
    pub(crate) fn memory(&self) -> anyhow::Result<f64> {
        self.status("VmRSS:")
    }

    fn status(&self, name: &str) -> anyhow::Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix(name)).context("no such line")?;
        let kibibytes: u32 = line.trim().trim_end_matches(" kB").trim().parse()?;
        Ok(f64::from(kibibytes) / 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
