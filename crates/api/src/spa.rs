//! The built SPA, read once at start and served from memory: hashed names for ever, the page itself never kept, the
//! compressed twins to those who take them. Paths that only the SPA knows get its page. Nothing here is personal.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::Path;

use actix_web::http::header::{self, HeaderMap};
use actix_web::http::{Method, StatusCode};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, web};

use crate::language::weighed;
use crate::methods::Methods;
use crate::problem::{ApiError, METHOD_NOT_ALLOWED, NOT_FOUND};

const PAGE: &str = "index.html";
/// Names under here contain a hash of their content.
const HASHED: &str = "assets/";

/// A file with its twins.
struct Asset {
    media: String,
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

/// All files of the SPA.
pub(crate) struct Spa(HashMap<String, Asset>);

impl Spa {
    /// Reads what `assets.json` in this folder lists (name → media type).
    ///
    /// # Errors
    /// If a listed file or the page is missing.
    pub(crate) fn read(folder: &Path) -> io::Result<Self> {
        let listed: BTreeMap<String, String> = serde_json::from_slice(&std::fs::read(folder.join("assets.json"))?)?;
        let mut assets = HashMap::new();
        for (name, media) in listed {
            let twin = |ending: &str| {
                std::fs::read(folder.join(format!("{name}.{ending}")))
                    .ok()
                    .map(Bytes::from)
            };
            let plain = Bytes::from(std::fs::read(folder.join(&name))?);
            let asset = Asset {
                media,
                plain,
                brotli: twin("br"),
                gzip: twin("gz"),
            };
            assets.insert(name, asset);
        }
        if !assets.contains_key(PAGE) {
            return Err(io::Error::new(
                io::ErrorKind::NotFound,
                "assets.json lists no index.html",
            ));
        }
        Ok(Self(assets))
    }

    fn answer(&self, request: &HttpRequest) -> Option<HttpResponse> {
        let path = request.path().trim_start_matches('/');
        let name = if self.0.contains_key(path) {
            path
        } else {
            page_for(path)?
        };
        let asset = self.0.get(name)?;
        let (encoding, bytes) = asset.suited(request.headers());
        let mut response = HttpResponse::build(StatusCode::OK);
        response
            .content_type(asset.media.as_str())
            .insert_header((header::VARY, "Accept-Encoding"));
        response.insert_header((
            header::CACHE_CONTROL,
            if name.starts_with(HASHED) {
                "public, max-age=31536000, immutable"
            } else {
                "no-store"
            },
        ));
        if let Some(encoding) = encoding {
            response.insert_header((header::CONTENT_ENCODING, encoding));
        }
        Some(response.body(bytes.clone()))
    }
}

/// The page, if this may be an address that the SPA understands: no file name, none of the server's own.
fn page_for(path: &str) -> Option<&'static str> {
    let first = path.split('/').next().unwrap_or("");
    let file = path.rsplit('/').next().is_some_and(|last| last.contains('.'));
    let own = matches!(
        first,
        "api" | "assets" | "problems" | "livez" | "readyz" | "metrics" | ".well-known"
    );
    (!file && !own).then_some(PAGE)
}

impl Asset {
    fn suited(&self, headers: &HeaderMap) -> (Option<&'static str>, &Bytes) {
        let accepted = headers
            .get(header::ACCEPT_ENCODING)
            .and_then(|value| value.to_str().ok())
            .unwrap_or("");
        let takes = |coding: &str| {
            accepted
                .split(',')
                .map(weighed)
                .any(|(name, quality)| name == coding && quality > 0)
        };
        match (&self.brotli, &self.gzip) {
            (Some(bytes), _) if takes("br") => (Some("br"), bytes),
            (_, Some(bytes)) if takes("gzip") => (Some("gzip"), bytes),
            _ => (None, &self.plain),
        }
    }
}

/// Answers whatever no route took.
pub(crate) async fn serve_spa(request: HttpRequest) -> Result<HttpResponse, ApiError> {
    // No route took it, so if its address is one of the API's, the method is wrong.
    let methods = request.app_data::<web::Data<Methods>>();
    if let Some(allow) = methods.and_then(|methods| methods.instead_of(request.method(), request.path())) {
        return Err(ApiError::method_not_allowed(allow));
    }
    let spa = request.app_data::<web::Data<Option<Spa>>>();
    let answer = spa
        .and_then(|spa| spa.as_ref().as_ref()?.answer(&request))
        .ok_or_else(|| ApiError::of(&NOT_FOUND))?;
    if is_reading(request.method()) {
        Ok(answer)
    } else {
        Err(ApiError::of(&METHOD_NOT_ALLOWED))
    }
}

/// Answers whatever no route of the enrolment listener took: its own pages and what they load, nothing else.
pub(crate) async fn serve_enrolment_pages(request: HttpRequest) -> Result<HttpResponse, ApiError> {
    if request.path() == "/" && is_reading(request.method()) {
        return Ok(HttpResponse::SeeOther()
            .insert_header((header::LOCATION, "/apply"))
            .finish());
    }
    if is_enrolment_page(request.path()) {
        serve_spa(request).await
    } else {
        Err(ApiError::of(&NOT_FOUND))
    }
}

/// `/apply`, `/enrol` and below, and files (a page's address names none).
fn is_enrolment_page(path: &str) -> bool {
    let mut parts = path.trim_start_matches('/').split('/');
    let first = parts.next().unwrap_or("");
    matches!(first, "apply" | "enrol" | "assets") || first.contains('.') && parts.next().is_none()
}

fn is_reading(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

#[cfg(test)]
mod tests {
    use actix_web::body::to_bytes;
    use actix_web::test::TestRequest;

    use super::*;

    fn spa() -> (tempfile::TempDir, Spa) {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        std::fs::create_dir(folder.path().join("assets")).unwrap();
        write("index.html", "page");
        write("assets/app-0123.js", "script");
        write("assets/app-0123.js.br", "script br");
        write("assets/app-0123.js.gz", "script gz");
        write("secret.txt", "not listed");
        write(
            "assets.json",
            r#"{"index.html":"text/html; charset=utf-8","assets/app-0123.js":"text/javascript"}"#,
        );
        let spa = Spa::read(folder.path()).unwrap();
        (folder, spa)
    }

    fn get(spa: &Spa, path: &str, encodings: &str) -> Option<(String, String, Option<String>)> {
        let request = TestRequest::get()
            .uri(path)
            .insert_header((header::ACCEPT_ENCODING, encodings))
            .to_http_request();
        let response = spa.answer(&request)?;
        let header = |name: header::HeaderName| response.headers().get(name).map(|v| v.to_str().unwrap().to_owned());
        let (cache, encoding) = (header(header::CACHE_CONTROL).unwrap(), header(header::CONTENT_ENCODING));
        let body = actix_web::rt::System::new()
            .block_on(to_bytes(response.into_body()))
            .unwrap();
        Some((String::from_utf8(body.to_vec()).unwrap(), cache, encoding))
    }

    #[test]
    fn hashed_names_are_kept_for_ever_and_the_page_never() {
        let (_folder, spa) = spa();
        let (body, cache, _) = get(&spa, "/assets/app-0123.js", "").unwrap();
        assert_eq!(
            (body.as_str(), cache.as_str()),
            ("script", "public, max-age=31536000, immutable")
        );
        for path in [
            "/",
            "/index.html",
            "/clients",
            "/clients/0196b000-0000-7000-8000-000000000001/documents",
        ] {
            let (body, cache, _) = get(&spa, path, "").unwrap();
            assert_eq!((body.as_str(), cache.as_str()), ("page", "no-store"), "{path}");
        }
    }

    #[test]
    fn who_takes_a_compressed_twin_gets_it() {
        let (_folder, spa) = spa();
        for (encodings, expected) in [
            ("gzip, deflate, br", Some("br")),
            ("gzip", Some("gzip")),
            ("br;q=0, gzip", Some("gzip")),
            ("br;q=0, gzip;q=0", None),
            ("identity", None),
        ] {
            assert_eq!(
                get(&spa, "/assets/app-0123.js", encodings).unwrap().2.as_deref(),
                expected,
                "{encodings}"
            );
        }
        assert_eq!(get(&spa, "/", "br").unwrap().2, None, "the page has no twin here");
    }

    #[test]
    fn only_listed_files_exist_and_the_servers_own_paths_are_not_pages() {
        let (_folder, spa) = spa();
        for path in [
            "/secret.txt",
            "/assets.json",
            "/assets/gone",
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/api/v1/none",
            "/api",
            "/problems/none",
            "/readyz",
        ] {
            assert!(get(&spa, path, "").is_none(), "{path}");
        }
    }

    #[test]
    fn a_folder_without_a_page_is_refused_at_start() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("assets.json"), "{}").unwrap();
        assert!(Spa::read(folder.path()).is_err());
    }

    #[test]
    fn the_enrolment_listener_shows_its_own_pages_only() {
        for page in [
            "/apply",
            "/apply/status",
            "/enrol",
            "/enrol/help",
            "/assets/app-0123.js",
            "/icon.svg",
        ] {
            assert!(is_enrolment_page(page), "{page}");
        }
        for page in [
            "/",
            "/sign-in",
            "/clients",
            "/applyx",
            "/city/apply",
            "/api/v1/session",
            "/clients/a.b",
        ] {
            assert!(!is_enrolment_page(page), "{page}");
        }
    }
}
