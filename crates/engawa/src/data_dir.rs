//! The data directory: what `engawa init` makes and every other command opens. Keys and certificates lie outside the
//! database and its backups, readable by their owner only.

mod private;

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use api::TokenKey;
use base16ct::{lower, mixed};
use clap::Args;
use domain::audit::Command;
use domain::calendar::day::Day;
use domain::record::VerifyReport;
use service::{Authority, AuthorityUse, Config, Fence, Insurers, Lifetime, Operator, SealingKey, Service, Serving};

use crate::handover::{tell_credentials, tell_device};
use crate::machine_clock::clock;
use crate::settings::{FILE, Settings};

/// Ten years: the authority outlives its devices' certificates; it is replaced by adding a second one.
const AUTHORITY_DAYS: u16 = 3_650;
/// Apple accepts no server certificate that lives longer than 825 days.
const SERVER_DAYS: u16 = 820;

/// `engawa init`.
#[derive(Args)]
pub struct Init {
    /// The insurer's number, 6 digits with check digit.
    #[arg(long, default_value = "439992")]
    pub insurer: String,
    /// The insurer's name.
    #[arg(long, default_value = "縁側市")]
    pub name: String,
    /// A SQLite path (relative to the data directory) or a `postgres://` URL.
    #[arg(long, default_value = "engawa.sqlite")]
    pub database: String,
    /// What browsers have in the address bar.
    #[arg(long, default_value = "https://localhost:8443")]
    pub origin: String,
    /// The name of the first city administrator; may be changed at the first log-in.
    #[arg(long, default_value = "市の管理者")]
    pub administrator: String,
}

impl Init {
    /// Makes the data directory.
    ///
    /// # Errors
    /// If it exists already or cannot be written.
    pub fn run(&self, data: &Path, by: Command) -> anyhow::Result<ExitCode> {
        if data.join(FILE).exists() {
            bail!(
                "{} exists: the data directory is already set up",
                data.join(FILE).display()
            );
        }
        let settings = Settings {
            insurer_number: self.insurer.clone(),
            database: self.database.clone(),
            origin: self.origin.clone(),
            ..Settings::default()
        };
        settings.insurer()?;
        make(data, &settings)?;
        let data_dir = DataDir::open(data)?;
        let operator = data_dir.service()?.operator(by);
        operator.set_up_insurer(&self.name, Day::in_japan(clock().now()))?;
        let administrator = operator.invite_city_administrator(&self.administrator)?;
        let device = operator.issue_city_device(&data_dir.device_authority()?, "市の端末1")?;
        let file = data.join("city-device.p12");
        write_secret_bytes(&file, &device.file)?;
        println!(
            "{} is set up for insurer {} ({})",
            data.display(),
            self.insurer,
            self.name
        );
        println!("settings: {}", data.join(FILE).display());
        println!(
            "keep {} out of every backup of the database, and keep a copy elsewhere",
            data.join("keys").display()
        );
        println!("\nShown this once. The first city administrator signs in on the first city device:");
        tell_device(&device, &file);
        tell_credentials(&administrator);
        println!("hand file and passwords over on different ways, then remove the file");
        Ok(ExitCode::SUCCESS)
    }
}

/// Makes keys, certificates and settings.
pub fn make(data: &Path, settings: &Settings) -> anyhow::Result<()> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(data.join("keys"))
        .with_context(|| format!("{} cannot be made", data.display()))?;
    let now = clock().now();
    write_secret(
        &data.join("keys/sealing-1.key"),
        &lower::encode_string(SealingKey::random()?.expose()),
    )?;
    write_secret(
        &data.join("keys/index.key"),
        &lower::encode_string(SealingKey::random()?.expose()),
    )?;
    write_secret(&data.join("keys/token.key"), TokenKey::generate()?.to_pem())?;
    let devices = Authority::create(
        AuthorityUse::Devices,
        "Engawa Devices",
        Lifetime::days_from(now, AUTHORITY_DAYS),
    )?;
    fs::write(data.join("device-authority.pem"), devices.certificate_pem()?)?;
    write_secret(&data.join("keys/device-authority.key"), devices.key_pem()?.reveal())?;
    let servers = Authority::create(
        AuthorityUse::Server,
        "Engawa Server",
        Lifetime::days_from(now, AUTHORITY_DAYS),
    )?;
    fs::write(data.join("server-authority.pem"), servers.certificate_pem()?)?;
    write_secret(&data.join("keys/server-authority.key"), servers.key_pem()?.reveal())?;
    let host = host_of(&settings.origin);
    let mut names = vec![host.as_str()];
    if host != "localhost" {
        names.push("localhost");
    }
    let loopback = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
    let server = servers.server_identity(&names, &loopback, Lifetime::days_from(now, SERVER_DAYS))?;
    fs::write(data.join("server.pem"), server.certificate_pem())?;
    write_secret(&data.join("keys/server.key"), server.key_pem().reveal())?;
    // Last, because its presence says that the directory is complete.
    // Secret, because a database URL may hold a password.
    write_secret(&data.join(FILE), &toml::to_string_pretty(settings)?)?;
    Ok(())
}

fn host_of(origin: &str) -> String {
    let rest = origin.trim_start_matches("https://");
    rest.split(':').next().unwrap_or(rest).to_owned()
}

/// An opened data directory.
pub struct DataDir {
    data: PathBuf,
    /// Its settings.
    pub settings: Settings,
}

impl DataDir {
    /// Opens a data directory.
    ///
    /// # Errors
    /// If its settings are missing or not valid.
    pub fn open(data: &Path) -> anyhow::Result<Self> {
        private::look_at(data);
        Ok(Self {
            data: data.to_owned(),
            settings: Settings::read(data)?,
        })
    }

    /// A path of the settings, relative ones from the data directory.
    pub fn path(&self, path: &Path) -> PathBuf {
        self.data.join(path)
    }

    /// The use cases on this directory's database.
    ///
    /// # Errors
    /// If keys or database cannot be opened.
    pub fn service(&self) -> anyhow::Result<Service> {
        self.service_of(&self.settings.node)
    }

    /// The use cases of every insurer that this node serves.
    ///
    /// # Errors
    /// As [`DataDir::service`].
    pub fn insurers(&self) -> anyhow::Result<Insurers> {
        let service = self.service()?;
        let others = self
            .settings
            .others()?
            .into_iter()
            .map(|insurer| service.beside(insurer));
        let others = others.collect::<Result<_, _>>()?;
        Ok(Insurers::new(service, others))
    }

    /// To be asked before anything else by whoever is going to serve: no other server may serve from the same SQLite file.
    ///
    /// # Errors
    /// If another one does.
    pub fn begin_serving(&self) -> anyhow::Result<Serving> {
        Ok(service::begin_serving(&self.settings.database, &self.data)?)
    }

    /// The same for a command that runs beside the server: it writes a ledger stream of its own, because one stream has
    /// one writer.
    ///
    /// # Errors
    /// As [`DataDir::service`].
    fn service_beside(&self) -> anyhow::Result<Service> {
        // The time beside the process id: in containers every command may be process 1.
        let stream = format!(
            "{} command {} {}",
            self.settings.node,
            clock().now().timestamp_micros(),
            std::process::id()
        );
        self.service_of(&stream)
    }

    /// The check of the ledger of every insurer in the database, which is only read; the server may run meanwhile.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn verify_ledger(&self) -> anyhow::Result<VerifyReport> {
        let report = service::verify_ledger(&self.settings.database, &self.data, &self.witness());
        report.context("the ledger cannot be read")
    }

    /// Where it is noted what each stream of the ledger has come to.
    fn witness(&self) -> PathBuf {
        self.data.join("ledger-heads")
    }

    /// The use cases of the command line, for a command that runs beside the server.
    ///
    /// # Errors
    /// As [`DataDir::service`].
    pub fn operator_beside(&self, by: Command) -> anyhow::Result<Operator> {
        Ok(self.service_beside()?.operator(by))
    }

    fn service_of(&self, stream: &str) -> anyhow::Result<Service> {
        let config = Config {
            database: self.settings.database.clone(),
            folder: self.data.clone(),
            connections: self.settings.connections()?,
            sealing_keys: self.sealing_keys()?,
            index_key: read_key(&self.data.join("keys/index.key"))?,
            insurer: self.settings.insurer()?,
            stream: stream.to_owned(),
            witness: Some(self.witness()),
            clock: clock(),
            fence: Fence::of_this_program().context("the program cannot find itself")?,
        };
        service::open(config).context("the database cannot be opened")
    }

    fn sealing_keys(&self) -> anyhow::Result<Vec<(u8, SealingKey)>> {
        let mut sealing = Vec::new();
        for id in 1..=u8::MAX {
            let path = self.data.join(format!("keys/sealing-{id}.key"));
            if path.exists() {
                sealing.push((id, read_key(&path)?));
            }
        }
        Ok(sealing)
    }

    /// The authority that signs device certificates.
    ///
    /// # Errors
    /// If its files cannot be read.
    pub fn device_authority(&self) -> anyhow::Result<Authority> {
        Ok(Authority::load(
            &self.text(Path::new("device-authority.pem"))?,
            &self.text(Path::new("keys/device-authority.key"))?,
        )?)
    }

    /// The key that signs session tokens.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn token_key(&self) -> anyhow::Result<TokenKey> {
        Ok(TokenKey::from_pem(&self.text(Path::new("keys/token.key"))?)?)
    }

    /// A text file of the directory.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn text(&self, path: &Path) -> anyhow::Result<String> {
        let path = self.path(path);
        fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))
    }
}

fn read_key(path: &Path) -> anyhow::Result<SealingKey> {
    let text = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let text = text.trim();
    if text.len() != 64 {
        bail!("{}: a key has 64 hexadecimal digits", path.display());
    }
    let mut bytes = [0_u8; 32];
    mixed::decode(text, &mut bytes).with_context(|| format!("{}: not hexadecimal", path.display()))?;
    Ok(SealingKey::from_bytes(bytes))
}

/// Writes a new file that only its owner can read, from the first byte on.
pub fn write_secret(path: &Path, text: &str) -> anyhow::Result<()> {
    write_secret_bytes(path, text.as_bytes())
}

/// [`write_secret`] for bytes.
pub fn write_secret_bytes(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .with_context(|| format!("{} cannot be written", path.display()))?;
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(())
}
