//! `techclinic export`: records into a file of the shape that `import` reads.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Arg, ArgMatches, Command, value_parser};
use kit::table::{Format, Sheet};

use super::{Ended, Outcome, open};
use crate::imports;
use house::accounts::Reader;

pub(super) fn command() -> Command {
    let kinds = imports::kinds().iter().map(|kind| kind.name()).collect::<Vec<_>>();
    let formats = Format::ALL.map(Format::as_str);
    Command::new("export")
        .about("Write records into a file of the shape that import reads (parquet is not written yet)")
        .arg(Arg::new("KIND").required(true).value_parser(kinds))
        .arg(
            Arg::new("format")
                .long("format")
                .value_parser(formats)
                .help("As the file's name ends, or csv, unless said otherwise"),
        )
        .arg(
            Arg::new("output")
                .short('o')
                .long("output")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help("Standard output when left out"),
        )
}

pub(super) async fn run(matches: &ArgMatches) -> Outcome {
    let Some(kind) = matches.get_one::<String>("KIND").and_then(|name| imports::kind(name)) else {
        return Ok(Ended::WrongUse);
    };
    let path = matches.get_one::<PathBuf>("output").map(PathBuf::as_path);
    let format = format(matches.get_one::<String>("format").map(String::as_str), path);
    let app = open(matches).await?;
    let out: Box<dyn Write + Send> = match path {
        Some(path) => {
            Box::new(BufWriter::new(File::create(path).with_context(|| format!("cannot write {}", path.display()))?))
        }
        None => Box::new(BufWriter::new(std::io::stdout())),
    };
    let mut sheet = Sheet::begin(format, kind.columns(), out).map_err(kit::Error::into_anyhow)?;
    kind.export(&app, &Reader::system("export"), &mut sheet).await.map_err(kit::Error::into_anyhow)?;
    let rows = sheet.finish().map_err(kit::Error::into_anyhow)?;
    tell(rows, path);
    Ok(Ended::Done)
}

fn format(said: Option<&str>, path: Option<&Path>) -> Format {
    let ending = path.and_then(Path::extension).and_then(std::ffi::OsStr::to_str);
    said.or(ending).and_then(Format::from_word).unwrap_or(Format::Csv)
}

#[expect(clippy::print_stderr, reason = "the command line speaks on the terminal")]
fn tell(rows: usize, path: Option<&Path>) {
    if let Some(path) = path {
        eprintln!("{rows} -> {}", path.display());
    }
}
