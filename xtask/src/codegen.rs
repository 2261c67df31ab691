//! What is generated from code, kept in the repository, and compared in every test run.

use std::path::Path;

use anyhow::{Context, bail};

use crate::shell::{cargo, output, run as execute, step};
use crate::{privacy, web};

/// Writes the generated files, or with `check` fails if one would change.
fn run_all(check: bool) -> anyhow::Result<()> {
    let typescript = output(&mut cargo(&[
        "run",
        "--quiet",
        "--package",
        "porchlight-contract",
        "--example",
        "typescript",
        "--features",
        "typescript",
    ]))?;
    let openapi =
        output(&mut cargo(&["run", "--quiet", "--package", "porchlight-collector", "--", "openapi"]))?;
    let catalogue =
        output(&mut cargo(&["run", "--quiet", "--package", "porchlight-cli", "--", "checks", "--json"]))?;
    let fields = output(&mut cargo(&[
        "run",
        "--quiet",
        "--package",
        "porchlight-contract",
        "--example",
        "fields",
        "--features",
        "openapi",
    ]))?;
    let generated = [
        ("docs/PRIVACY.md", privacy::page("en", &fields, &catalogue)?),
        ("docs/PRIVACY.es.md", privacy::page("es", &fields, &catalogue)?),
        ("ui/packages/api/src/contract.ts", typescript),
        ("ui/packages/api/openapi.json", openapi),
        ("content/catalogue.json", catalogue),
    ];
    for (path, text) in generated {
        settle(Path::new(path), &text, check)?;
    }
    settle_openapi_types(check)
}

/// `cargo xtask codegen`.
pub(crate) fn run(check: bool) -> anyhow::Result<()> {
    step(if check { "compare what is generated" } else { "generate" }, || run_all(check))
}

fn settle(path: &Path, text: &str, check: bool) -> anyhow::Result<()> {
    if std::fs::read_to_string(path).is_ok_and(|kept| kept == text) {
        return Ok(());
    }
    if check {
        bail!("{} is not what the code says; run `cargo xtask codegen`", path.display());
    }
    println!("   {}", path.display());
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

/// The TypeScript of the console's API is made from the OpenAPI document by a tool of its own.
fn settle_openapi_types(check: bool) -> anyhow::Result<()> {
    web::install()?;
    let path = "ui/packages/api/src/openapi.ts";
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    execute(&mut web::npm(&["run", "codegen", "--silent", "--workspace", "packages/api"]))?;
    let made = std::fs::read_to_string(path)?;
    if check && made != kept {
        std::fs::write(path, kept)?;
        bail!("{path} is not what the OpenAPI document says; run `cargo xtask codegen`");
    }
    Ok(())
}
