//! `engawa serve`: the listeners.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use api::{EnrolmentSettings, Limits, MinimumTls, Throttling, TlsSettings, Tokens};
use clap::Args;
use service::{Insurers, Lacking, Origins, PemSecret, Service, Serving};

use crate::data_dir::DataDir;
use crate::settings::TlsMinimum;

/// `engawa serve`.
#[derive(Args)]
pub struct Serve {
    /// Where to listen, instead of the setting.
    #[arg(long)]
    pub listen: Option<SocketAddr>,
    /// The built SPA, instead of the setting.
    #[arg(long)]
    pub web: Option<PathBuf>,
}

impl Serve {
    /// Serves until told to stop.
    ///
    /// # Errors
    /// If something is missing or an address is taken.
    pub fn run(&self, data: &Path) -> anyhow::Result<ExitCode> {
        let mut data_dir = DataDir::open(data)?;
        if let Some(listen) = self.listen {
            data_dir.settings.listen = listen;
        }
        if let Some(web) = &self.web {
            data_dir.settings.frontend = Some(std::path::absolute(web)?);
        }
        let serving = data_dir.begin_serving()?;
        let insurers = data_dir.insurers()?;
        listen(&data_dir, insurers, &serving)
    }
}

/// Binds and serves, as whoever has made sure that no other server does.
pub fn listen(data_dir: &DataDir, insurers: Insurers, _serving: &Serving) -> anyhow::Result<ExitCode> {
    service::check_fonts().context("cannot serve: without a Japanese font no letter can be printed")?;
    if let Some(service) = insurers.iter().next() {
        check_drawing(service)?;
    }
    let settings = &data_dir.settings;
    let key = data_dir.text(&settings.tls_key)?;
    let local = settings.origin.starts_with("https://localhost");
    let http = api::Settings {
        listen: settings.listen,
        operator: settings.operator,
        origins: vec![settings.origin.clone()],
        reading: api::Reading::default(),
        frontend: settings.frontend.as_ref().map(|path| data_dir.path(path)),
        strict_transport: !local,
        tls: TlsSettings {
            certificate_chain: data_dir.text(&settings.tls_certificate)?,
            key: PemSecret::new(key),
            device_authorities: data_dir.text(Path::new("device-authority.pem"))?,
            minimum: match settings.tls_minimum {
                TlsMinimum::Tls12 => MinimumTls::Tls12,
                TlsMinimum::Tls13 => MinimumTls::Tls13,
            },
        },
        workers: settings.workers()?,
        limits: Limits::default(),
        enrolment: settings.enrolment.map(|listen| EnrolmentSettings {
            listen,
            origin: settings.enrolment_origin.clone(),
            trusted_proxies: settings.trusted_proxies.clone(),
            throttling: Throttling::default(),
        }),
    };
    if http.enrolment.is_some() {
        println!("enrolment {}", settings.enrolment_origin);
    }
    for service in insurers.iter() {
        let origins = Origins {
            enrolment: settings.enrolment_origin.clone(),
            main: settings.origin.clone(),
        };
        service.enable_enrolment(data_dir.device_authority()?, origins);
    }
    let tokens = Tokens::new(settings.origin.clone(), vec![data_dir.token_key()?]);
    let origin = settings.origin.clone();
    actix_web::rt::System::new().block_on(async move {
        let bound = api::bind(http, insurers, tokens).context("cannot serve")?;
        log::info!("listening on {}", bound.address);
        println!("ready {origin}");
        bound.run().await.context("the server stopped")
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Draws a page for trial, and says what of the fence around it this machine lacks.
fn check_drawing(service: &Service) -> anyhow::Result<()> {
    let lacking = service
        .check_drawing()
        .context("cannot serve: pages of documents cannot be drawn")?;
    for lacking in lacking {
        let open = match lacking {
            Lacking::Files => {
                "the kernel has no Landlock: a hostile document that takes the drawing program over could read files"
            }
            Lacking::Network => {
                "the kernel has no filters of system calls: a hostile document that takes the drawing program over could \
                 reach the network"
            }
        };
        log::warn!("{open}");
    }
    Ok(())
}
