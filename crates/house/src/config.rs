//! Settings: a flag, then `TECHCLINIC_…` in the environment, then `techclinic.toml`, then the
//! default. The table [`SETTINGS`] is all there is; `config --print` shows it with where each value
//! came from.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use chrono::NaiveDate;
use kit::message_port::MessagePort;

/// One setting: its name as a flag (`database-url`; in the environment `TECHCLINIC_DATABASE_URL`,
/// in the file `database_url`), its default and its meaning.
pub struct Setting {
    /// As a flag, without the dashes.
    pub name: &'static str,
    /// The value when nobody says otherwise.
    pub default: &'static str,
    /// What it is for.
    pub meaning: &'static str,
    /// Never printed.
    pub secret: bool,
}

const fn setting(name: &'static str, default: &'static str, meaning: &'static str) -> Setting {
    Setting { name, default, meaning, secret: false }
}

const fn secret(name: &'static str, meaning: &'static str) -> Setting {
    Setting { name, default: "", meaning, secret: true }
}

/// Every setting.
pub const SETTINGS: &[Setting] = &[
    setting("data-dir", "data", "folder of the database and the files"),
    secret("database-url", "sqlite://FILE or postgres://…; techclinic.db in the data folder when empty"),
    setting("listen", "127.0.0.1:8080", "address and port to serve"),
    setting("public-url", "", "the address people use; of `listen` when empty"),
    setting("storage-url", "", "file:///FOLDER or s3://BUCKET/PREFIX; files in the data folder when empty"),
    setting("storage-endpoint", "", "address of an S3 store that is not Amazon's"),
    setting("storage-region", "", "region of the S3 store"),
    secret("storage-key-id", "key of the S3 store"),
    secret("storage-key-secret", "secret of that key"),
    secret("smtp-url", "smtp://USER:SECRET@HOST:PORT, where mail goes; none is sent when empty"),
    setting("mail-from", "techclinic@localhost", "the sender of mail, as an address or NAME <ADDRESS>"),
    setting("line-service", "https://api.line.me", "address of LINE's Messaging API, without a path"),
    secret("line-token", "access token of the channel by which participants are reminded on LINE; none are when empty"),
    secret("line-secret", "secret of that channel, by which what LINE tells us is known to be LINE's"),
    setting("line-account", "", "the channel's account as people look for it, with its @"),
    secret("sms-url", "address of the gateway by which participants are reminded by SMS; none are when empty"),
    secret("sms-authorization", "the Authorization header that the gateway asks for"),
    setting(
        "sms-body",
        "msisdn={to}&message={text}",
        "what the gateway is sent, with {to} and {text} in it: JSON where it begins with a brace, else a form",
    ),
    setting("log", "info", "what is logged, in the form of RUST_LOG"),
    setting("today", "", "YYYY-MM-DD the clock starts on; only with --demo"),
    setting("demo", "false", "load and mark the demonstration network"),
    setting(
        "publish-at-once",
        "false",
        "publish opinions before staff have read them; numbers of persons are hidden either way",
    ),
    setting("report-due-days", "15", "days after a quarter's end until its progress report is late"),
    setting(
        "told-in-ten-minutes",
        "30",
        "needs, and expressions of interest, that one address may tell in ten minutes",
    ),
    setting("proxies", "0", "how many proxies in front are trusted to name the caller's address"),
];

/// Where a value came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// On the command line.
    Flag,
    /// In the environment.
    Environment,
    /// In `techclinic.toml`.
    File,
    /// Nobody said anything.
    Default,
}

/// Days after a quarter's end until its progress report is late. Fifteen where nobody has decided
/// (docs/requirements.md D2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportDueDays(pub u16);

impl Default for ReportDueDays {
    fn default() -> Self {
        Self(15)
    }
}

/// Needs, and expressions of interest, that strangers may tell from one address in ten minutes. Thirty: a
/// village forum sits at one wireless network, and customers of a mobile network share an address; a program
/// that floods the register writes hundreds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToldInTenMinutes(pub NonZeroU32);

impl Default for ToldInTenMinutes {
    fn default() -> Self {
        Self(NonZeroU32::new(30).expect("not zero"))
    }
}

/// How participants are reminded.
#[derive(Clone, Debug, Default)]
pub struct MessageSettings {
    /// The address of LINE's Messaging API.
    pub line_service: String,
    /// The access token of the channel; off when empty.
    pub line_token: String,
    /// Its secret, which signs what LINE tells us; nothing is believed when empty.
    pub line_secret: String,
    /// Its account, as people look for it.
    pub line_account: String,
    /// The address of the gateway for SMS; off when empty.
    pub sms_url: String,
    /// The header that proves who we are there.
    pub sms_authorization: String,
    /// What it is sent.
    pub sms_body: String,
}

impl MessageSettings {
    /// Opens what is configured; nothing where nothing is.
    ///
    /// # Errors
    /// When the body for the gateway does not say where number and text stand.
    pub fn port(&self) -> Result<Option<MessagePort>> {
        if self.line_token.is_empty() && self.sms_url.is_empty() {
            return Ok(None);
        }
        let mut port = MessagePort::closed()?;
        if !self.line_token.is_empty() {
            port = port.with_line(&self.line_service, &self.line_token);
        }
        if !self.sms_url.is_empty() {
            port = port.with_sms(&self.sms_url, &self.sms_authorization, &self.sms_body)?;
        }
        Ok(Some(port))
    }
}

/// Every setting with its value.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Where the database is.
    pub database_url: String,
    /// Where files are.
    pub storage_url: String,
    /// Address and port to serve.
    pub listen: String,
    /// The address people use, without a slash at the end.
    pub public_url: String,
    /// The folder for everything kept on disk.
    pub data_dir: PathBuf,
    /// What is logged.
    pub log: String,
    /// The day a demonstration's clock starts on.
    pub today: Option<NaiveDate>,
    /// Is this the demonstration?
    pub demo: bool,
    /// Are opinions published before staff have read them?
    pub publish_at_once: bool,
    /// Days after a quarter's end until its progress report is late.
    pub report_due_days: ReportDueDays,
    /// Where mail goes; none is sent when empty.
    pub smtp_url: String,
    /// The sender of mail.
    pub mail_from: String,
    /// How participants are reminded.
    pub messages: MessageSettings,
    /// What one address may tell in ten minutes.
    pub told_in_ten_minutes: ToldInTenMinutes,
    /// Proxies trusted to name the caller.
    pub proxies: usize,
    /// What the file store asks for beside its address, by the name the store has for it.
    pub storage: BTreeMap<&'static str, String>,
}

impl Settings {
    /// Reads the settings; `flags` holds what was on the command line, by name.
    ///
    /// # Errors
    /// When the file cannot be read or a value does not fit.
    pub fn read(flags: &BTreeMap<String, String>) -> Result<Self> {
        let found = Found::gather(flags, Path::new("techclinic.toml"))?;
        found.settings()
    }

    /// What the object store needs beside its URL.
    pub fn storage_options(&self) -> Vec<(String, String)> {
        let names = [
            ("storage-endpoint", "aws_endpoint"),
            ("storage-region", "aws_region"),
            ("storage-key-id", "aws_access_key_id"),
            ("storage-key-secret", "aws_secret_access_key"),
        ];
        let mut options: Vec<_> = names
            .into_iter()
            .filter_map(|(ours, theirs)| Some((theirs.to_owned(), self.storage.get(ours)?.clone())))
            .collect();
        if self.storage.get("storage-endpoint").is_some_and(|endpoint| endpoint.starts_with("http://")) {
            options.push(("aws_allow_http".to_owned(), "true".to_owned()));
        }
        options
    }
}

/// Values with their sources, before they are understood.
pub struct Found {
    values: BTreeMap<&'static str, (String, Source)>,
}

impl Found {
    /// Looks for every setting in the flags, the environment and `file`.
    ///
    /// # Errors
    /// When the file is not TOML or names a setting that does not exist.
    pub fn gather(flags: &BTreeMap<String, String>, file: &Path) -> Result<Self> {
        let from_file = read_file(file)?;
        let values = SETTINGS.iter().map(|setting| (setting.name, find(setting, flags, &from_file))).collect();
        Ok(Self { values })
    }

    /// The settings as lines: name, value, source, meaning. Secrets are not shown.
    pub fn lines(&self) -> impl Iterator<Item = (&'static Setting, &str, Source)> {
        SETTINGS.iter().map(|setting| {
            let (value, source) = &self.values[setting.name];
            let shown = if setting.secret && !value.is_empty() { "(hidden)" } else { value.as_str() };
            (setting, shown, *source)
        })
    }

    fn text(&self, name: &str) -> &str {
        &self.values[name].0
    }

    /// Understands the values.
    ///
    /// # Errors
    /// Names the setting whose value does not fit.
    pub fn settings(&self) -> Result<Settings> {
        let data_dir = PathBuf::from(self.text("data-dir"));
        let absolute = std::path::absolute(&data_dir).context("data-dir")?;
        let or = |name: &str, other: String| {
            let value = self.text(name);
            if value.is_empty() { other } else { value.trim_end_matches('/').to_owned() }
        };
        let today = match self.text("today") {
            "" => None,
            day => Some(day.parse().context("today must be YYYY-MM-DD")?),
        };
        Ok(Settings {
            database_url: or("database-url", format!("sqlite://{}/techclinic.db", absolute.display())),
            storage_url: or("storage-url", format!("file://{}/files", absolute.display())),
            listen: self.text("listen").to_owned(),
            public_url: or("public-url", format!("http://{}", self.text("listen"))),
            data_dir,
            log: self.text("log").to_owned(),
            today,
            demo: self.text("demo").parse().context("demo must be true or false")?,
            publish_at_once: self.text("publish-at-once").parse().context("publish-at-once must be true or false")?,
            smtp_url: self.text("smtp-url").to_owned(),
            mail_from: self.text("mail-from").to_owned(),
            messages: self.messages(),
            report_due_days: ReportDueDays(
                self.text("report-due-days").parse().context("report-due-days must be a number")?,
            ),
            told_in_ten_minutes: ToldInTenMinutes(
                self.text("told-in-ten-minutes").parse().context("told-in-ten-minutes must be a number from 1 on")?,
            ),
            proxies: self.text("proxies").parse().context("proxies must be a number")?,
            storage: self
                .values
                .iter()
                .filter(|(name, (value, _))| name.starts_with("storage-") && !value.is_empty())
                .map(|(name, (value, _))| (*name, value.clone()))
                .collect(),
        })
    }
}

impl Found {
    fn messages(&self) -> MessageSettings {
        let owned = |name: &str| self.text(name).to_owned();
        MessageSettings {
            line_service: owned("line-service"),
            line_token: owned("line-token"),
            line_secret: owned("line-secret"),
            line_account: owned("line-account"),
            sms_url: owned("sms-url"),
            sms_authorization: owned("sms-authorization"),
            sms_body: owned("sms-body"),
        }
    }
}

fn find(setting: &Setting, flags: &BTreeMap<String, String>, file: &toml::Table) -> (String, Source) {
    let underscored = setting.name.replace('-', "_");
    if let Some(value) = flags.get(setting.name) {
        return (value.clone(), Source::Flag);
    }
    if let Some(value) = environment(&format!("TECHCLINIC_{}", underscored.to_uppercase())) {
        return (value, Source::Environment);
    }
    match file.get(&underscored) {
        Some(toml::Value::String(value)) => (value.clone(), Source::File),
        Some(value) => (value.to_string(), Source::File),
        None => (setting.default.to_owned(), Source::Default),
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where the environment is read")]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn read_file(file: &Path) -> Result<toml::Table> {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(toml::Table::new()),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", file.display())),
    };
    let table: toml::Table = text.parse().with_context(|| format!("{} is not TOML", file.display()))?;
    let known = |key: &String| SETTINGS.iter().any(|setting| setting.name.replace('-', "_") == **key);
    if let Some(unknown) = table.keys().find(|key| !known(key)) {
        anyhow::bail!("{} names the setting {unknown}, which does not exist", file.display());
    }
    Ok(table)
}
