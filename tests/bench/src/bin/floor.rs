//! The least that a program can do to look at a computer: start, and refresh everything that sysinfo knows.
#![allow(clippy::print_stdout, reason = "what was seen has to be used")]

fn main() -> Result<(), sysinfo::Error> {
    let mut system = sysinfo::System::new_all()?;
    system.refresh_all();
    println!("{}", system.processes().len());
    Ok(())
}
