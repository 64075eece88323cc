//! `engawa.toml` in the data directory, overridden by `ENGAWA_…` variables; all mistakes are told at once.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, bail};
use domain::insurer::InsurerNumber;
use serde::{Deserialize, Serialize};

/// The file's name in the data directory.
pub const FILE: &str = "engawa.toml";

/// Everything that can be set.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The number of the insurer that is served when nothing names another, 6 digits.
    pub insurer_number: String,
    /// The numbers of further insurers in the same database that this node serves to their own devices.
    pub other_insurers: Vec<String>,
    /// A SQLite path (relative to the data directory) or a `postgres://` URL.
    pub database: String,
    /// Database connections of this node; see [`Settings::connections`].
    pub connections: Option<u32>,
    /// Name of this node and of its ledger stream; different on every node.
    pub node: String,
    /// Main listener: client certificate required.
    pub listen: SocketAddr,
    /// Operator's listener on loopback: health.
    pub operator: Option<SocketAddr>,
    /// What browsers have in the address bar: `https://host` or `https://host:port`.
    pub origin: String,
    /// Listener for devices without a certificate: applications and install keys. Throttled.
    pub enrolment: Option<SocketAddr>,
    /// What browsers have in the address bar there; another host or port than `origin`.
    pub enrolment_origin: String,
    /// Proxies whose `X-Forwarded-For` the enrolment listener believes.
    pub trusted_proxies: Vec<IpAddr>,
    /// The built SPA.
    pub frontend: Option<PathBuf>,
    /// Worker threads; see [`Settings::workers`].
    pub workers: Option<usize>,
    /// Oldest TLS version: `1.2` (for Chrome 69 and iOS 12) or `1.3`.
    pub tls_minimum: TlsMinimum,
    /// The server's certificate chain, PEM (relative to the data directory).
    pub tls_certificate: PathBuf,
    /// The server's key, PEM.
    pub tls_key: PathBuf,
}

/// Oldest TLS version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum TlsMinimum {
    /// TLS 1.2 with forward secrecy and authenticated encryption.
    #[serde(rename = "1.2")]
    Tls12,
    /// TLS 1.3 only.
    #[serde(rename = "1.3")]
    Tls13,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            insurer_number: "439992".to_owned(),
            other_insurers: Vec::new(),
            database: "engawa.sqlite".to_owned(),
            connections: None,
            node: "node-1".to_owned(),
            listen: SocketAddr::from(([127, 0, 0, 1], 8443)),
            operator: None,
            origin: "https://localhost:8443".to_owned(),
            enrolment: None,
            enrolment_origin: "https://localhost:8444".to_owned(),
            trusted_proxies: Vec::new(),
            frontend: None,
            workers: None,
            tls_minimum: TlsMinimum::Tls12,
            tls_certificate: PathBuf::from("server.pem"),
            tls_key: PathBuf::from("keys/server.key"),
        }
    }
}

impl Settings {
    /// Worker threads: one for each core unless told.
    ///
    /// # Errors
    /// If the cores cannot be counted.
    pub fn workers(&self) -> anyhow::Result<usize> {
        match self.workers {
            Some(workers) => Ok(workers),
            None => Ok(thread::available_parallelism()
                .context("the number of cores is not known; set workers")?
                .get()),
        }
    }

    /// Database connections: unless told, two for each worker, so that one asks while the other's answer is on its way, and
    /// two for what takes longer. With more of them threads fall asleep and wake between the questions, and each costs more.
    ///
    /// # Errors
    /// As [`Settings::workers`].
    pub fn connections(&self) -> anyhow::Result<u32> {
        match self.connections {
            Some(connections) => Ok(connections),
            None => Ok(u32::try_from(2 * self.workers()? + 2)?),
        }
    }

    /// Reads the file and the environment.
    ///
    /// # Errors
    /// All that is wrong, at once.
    pub fn read(data: &Path) -> anyhow::Result<Self> {
        let path = data.join(FILE);
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("{} cannot be read; `engawa init` makes it", path.display()))?;
        let mut settings: Self = toml::from_str(&text).with_context(|| format!("{} is not valid", path.display()))?;
        if let Ok(database) = std::env::var("ENGAWA_DATABASE") {
            settings.database = database;
        }
        if let Ok(insurer) = std::env::var("ENGAWA_INSURER") {
            settings.insurer_number = insurer;
        }
        if let Ok(node) = std::env::var("ENGAWA_NODE") {
            settings.node = node;
        }
        if let Ok(listen) = std::env::var("ENGAWA_LISTEN") {
            settings.listen = listen
                .parse()
                .context("ENGAWA_LISTEN is not an address like 0.0.0.0:8443")?;
        }
        if let Ok(origin) = std::env::var("ENGAWA_ORIGIN") {
            settings.origin = origin;
        }
        if let Ok(operator) = std::env::var("ENGAWA_OPERATOR") {
            settings.operator = operators(&operator)?;
        }
        if let Ok(enrolment) = std::env::var("ENGAWA_ENROLMENT") {
            let listen = enrolment.parse();
            settings.enrolment = Some(listen.context("ENGAWA_ENROLMENT is not an address like 0.0.0.0:8444")?);
        }
        if let Ok(origin) = std::env::var("ENGAWA_ENROLMENT_ORIGIN") {
            settings.enrolment_origin = origin;
        }
        settings.check()?;
        Ok(settings)
    }

    /// The insurer's number.
    ///
    /// # Errors
    /// If it is not one.
    pub fn insurer(&self) -> anyhow::Result<InsurerNumber> {
        self.insurer_number
            .parse()
            .with_context(|| format!("insurer_number {:?}", self.insurer_number))
    }

    /// The insurers that are served beside the one of the settings, each once.
    ///
    /// # Errors
    /// If one of them is no insurer's number.
    pub fn others(&self) -> anyhow::Result<Vec<InsurerNumber>> {
        let mut others = Vec::new();
        for text in &self.other_insurers {
            let number = text.parse().with_context(|| format!("{text:?}"))?;
            if text != &self.insurer_number && !others.contains(&number) {
                others.push(number);
            }
        }
        Ok(others)
    }

    /// Holds the settings to what they must be.
    ///
    /// # Errors
    /// All that is wrong, at once.
    pub fn check(&self) -> anyhow::Result<()> {
        let mut wrong = Vec::new();
        if let Err(error) = self.insurer_number.parse::<InsurerNumber>() {
            wrong.push(format!("insurer_number: {error}"));
        }
        if let Err(error) = self.others() {
            wrong.push(format!("other_insurers: {error:#}"));
        }
        if !self.origin.starts_with("https://") || self.origin.ends_with('/') {
            wrong.push("origin: must be https://host or https://host:port without a slash at the end".to_owned());
        }
        if self.enrolment.is_some() {
            if !self.enrolment_origin.starts_with("https://") || self.enrolment_origin.ends_with('/') {
                wrong.push(
                    "enrolment_origin: must be https://host or https://host:port without a slash at the end".to_owned(),
                );
            }
            // A browser that was shown another certificate request under the same origin would mix the two up.
            if self.enrolment_origin == self.origin {
                wrong.push("enrolment_origin: must not be the same as origin".to_owned());
            }
        }
        if self.node.is_empty() || self.node.len() > 64 {
            wrong.push("node: 1 to 64 characters".to_owned());
        }
        if self.connections.is_some_and(|connections| connections < 2) {
            wrong.push("connections: at least 2".to_owned());
        }
        if self.workers == Some(0) {
            wrong.push("workers: at least 1".to_owned());
        }
        if self.operator.is_some_and(|address| !address.ip().is_loopback()) {
            wrong.push("operator: must be a loopback address; it has no TLS".to_owned());
        }
        if wrong.is_empty() {
            Ok(())
        } else {
            bail!("{FILE} is not valid:\n  {}", wrong.join("\n  "))
        }
    }
}

/// The operator's listener as a variable says it: nothing for none.
fn operators(text: &str) -> anyhow::Result<Option<SocketAddr>> {
    match text.trim() {
        "" => Ok(None),
        address => address
            .parse()
            .map(Some)
            .context("ENGAWA_OPERATOR is not an address like 127.0.0.1:9443"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_operators_listener_can_be_set_and_unset_by_a_variable_and_stays_on_loopback() {
        assert_eq!(
            operators("127.0.0.1:9443").unwrap(),
            Some("127.0.0.1:9443".parse().unwrap())
        );
        assert_eq!(operators(" ").unwrap(), None);
        assert!(operators("9443").unwrap_err().to_string().contains("ENGAWA_OPERATOR"));
        let open = Settings {
            operator: operators("0.0.0.0:9443").unwrap(),
            ..Settings::default()
        };
        assert!(open.check().unwrap_err().to_string().contains("loopback"));
    }

    #[test]
    fn an_empty_file_is_a_working_configuration() {
        let settings: Settings = toml::from_str("").unwrap();
        assert_eq!(settings, Settings::default());
        settings.check().unwrap();
    }

    #[test]
    fn what_is_written_is_read_back() {
        let text = toml::to_string(&Settings::default()).unwrap();
        assert_eq!(toml::from_str::<Settings>(&text).unwrap(), Settings::default());
    }

    #[test]
    fn connections_go_by_the_workers_unless_told() {
        let three = Settings {
            workers: Some(3),
            ..Settings::default()
        };
        assert_eq!(three.connections().unwrap(), 8);
        let told = Settings {
            connections: Some(5),
            ..three
        };
        assert_eq!(told.connections().unwrap(), 5);
        assert!(Settings::default().connections().unwrap() >= 4);
    }

    #[test]
    fn a_further_insurer_is_served_once_and_never_beside_itself() {
        let settings = Settings {
            insurer_number: "431007".to_owned(),
            other_insurers: ["439992", "431007", "439992"].map(str::to_owned).to_vec(),
            ..Settings::default()
        };
        assert_eq!(settings.others().unwrap(), ["439992".parse().unwrap()]);
    }

    #[test]
    fn an_unknown_key_is_refused() {
        assert!(toml::from_str::<Settings>("lissten = \"0.0.0.0:1\"").is_err());
    }

    #[test]
    fn all_mistakes_are_told_at_once() {
        let wrong = Settings {
            insurer_number: "431008".to_owned(),
            origin: "http://localhost/".to_owned(),
            connections: Some(0),
            workers: Some(0),
            other_insurers: vec!["439993".to_owned()],
            enrolment: Some(SocketAddr::from(([127, 0, 0, 1], 8444))),
            enrolment_origin: "http://localhost/".to_owned(),
            ..Settings::default()
        };
        let message = wrong.check().unwrap_err().to_string();
        for part in [
            "insurer_number",
            "\n  origin",
            "connections",
            "workers",
            "\n  enrolment_origin",
            "other_insurers",
        ] {
            assert!(message.contains(part), "{message}");
        }
    }
}
