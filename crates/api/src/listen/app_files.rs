//! The built SPA, read once at start and served from memory: hashed names for ever, the pages themselves never kept, the
//! compressed twins to those who take them. Paths that only the SPA knows get the page of the module that shows them;
//! each listener has its own modules and what they load. Nothing here is personal.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::Path;

use actix_web::http::header::{self, AcceptEncoding, ContentEncoding, Encoding, Header};
use actix_web::http::{Method, StatusCode};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, web};
use contract::module::Module;

use crate::http::methods::Methods;
use crate::problem::{ApiError, METHOD_NOT_ALLOWED, NOT_FOUND};

/// What a page is.
const PAGE: &str = "text/html; charset=utf-8";

/// A file with its twins.
struct Asset {
    media: String,
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

/// The modules of one listener.
pub(crate) struct Spa {
    /// By the module's name.
    pages: HashMap<&'static str, Asset>,
    /// What the pages load, by path; each name contains a hash of the content.
    files: HashMap<String, Asset>,
}

/// What `assets.json` lists: page → path of what it loads → media type.
type Listed = BTreeMap<String, BTreeMap<String, String>>;

impl Spa {
    /// A listener's part, if there is a folder; `read` says which part.
    ///
    /// # Errors
    /// As `read`.
    pub(crate) fn of(
        folder: Option<&Path>,
        read: impl FnOnce(&Path) -> io::Result<Self>,
    ) -> io::Result<web::Data<Option<Self>>> {
        folder.map(read).transpose().map(web::Data::new)
    }

    /// What the main listener serves.
    ///
    /// # Errors
    /// If a page or a listed file is missing.
    pub(crate) fn of_main(folder: &Path) -> io::Result<Self> {
        Self::read(folder, &Module::MAIN)
    }

    /// What the enrolment listener serves.
    ///
    /// # Errors
    /// If its page or a listed file is missing.
    pub(crate) fn of_enrolment(folder: &Path) -> io::Result<Self> {
        Self::read(folder, &[Module::Public])
    }

    fn read(folder: &Path, modules: &[Module]) -> io::Result<Self> {
        let listed: Listed = serde_json::from_slice(&std::fs::read(folder.join("assets.json"))?)?;
        let (mut pages, mut files) = (HashMap::new(), HashMap::new());
        for name in modules.iter().map(|module| module.name()) {
            let page = format!("{name}.html");
            let loaded = listed
                .get(&page)
                .ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, format!("assets.json lists no {page}")))?;
            pages.insert(name, Asset::read(folder, &page, PAGE)?);
            for (name, media) in loaded {
                // Some files are loaded by every page.
                if let Entry::Vacant(place) = files.entry(name.clone()) {
                    place.insert(Asset::read(folder, name, media)?);
                }
            }
        }
        Ok(Self { pages, files })
    }

    /// The file of this path, else the page that shows it, if there is one.
    fn answer(&self, request: &HttpRequest, page: Option<&str>) -> Option<HttpResponse> {
        let file = self.files.get(request.path().trim_start_matches('/'));
        let (asset, cached) = match file {
            Some(file) => (file, "public, max-age=31536000, immutable"),
            None => (self.pages.get(page?)?, "no-store"),
        };
        let (encoding, bytes) = asset.suited(request);
        let mut response = HttpResponse::build(StatusCode::OK);
        response
            .content_type(asset.media.as_str())
            .insert_header((header::VARY, "Accept-Encoding"))
            .insert_header((header::CACHE_CONTROL, cached));
        if let Some(encoding) = encoding {
            response.insert_header(encoding);
        }
        Some(response.body(bytes.clone()))
    }
}

/// The page on the main listener, if this may be an address that the SPA understands: no file name, none of the
/// server's own.
fn main_page(path: &str) -> Option<&'static str> {
    let path = path.trim_start_matches('/');
    let first = path.split('/').next().unwrap_or("");
    let file = path.rsplit('/').next().is_some_and(|last| last.contains('.'));
    let own = matches!(
        first,
        "api" | "assets" | "problems" | "livez" | "readyz" | "metrics" | ".well-known"
    );
    (!file && !own).then(|| Module::of(path).name())
}

/// The page on the enrolment listener: for `/apply`, `/enrol` and what is below.
fn enrolment_page(path: &str) -> Option<&'static str> {
    let first = path.trim_start_matches('/').split('/').next();
    matches!(first, Some("apply" | "enrol")).then(|| Module::Public.name())
}

impl Asset {
    fn read(folder: &Path, name: &str, media: &str) -> io::Result<Self> {
        let twin = |ending: &str| {
            std::fs::read(folder.join(format!("{name}.{ending}")))
                .ok()
                .map(Bytes::from)
        };
        Ok(Self {
            media: media.to_owned(),
            plain: Bytes::from(std::fs::read(folder.join(name))?),
            brotli: twin("br"),
            gzip: twin("gz"),
        })
    }

    /// The twin that the browser likes best, of those there are, and its encoding.
    fn suited(&self, request: &HttpRequest) -> (Option<ContentEncoding>, &Bytes) {
        let accepted = AcceptEncoding::parse(request).unwrap_or(AcceptEncoding(Vec::new()));
        let (brotli, gzip) = (Encoding::brotli(), Encoding::gzip());
        let there = [self.brotli.as_ref().map(|_| &brotli), self.gzip.as_ref().map(|_| &gzip)];
        match (
            accepted.negotiate(there.into_iter().flatten()),
            &self.brotli,
            &self.gzip,
        ) {
            (Some(Encoding::Known(best @ ContentEncoding::Brotli)), Some(bytes), _)
            | (Some(Encoding::Known(best @ ContentEncoding::Gzip)), _, Some(bytes)) => (Some(best), bytes),
            // Also to who refuses everything: a page that may not be read is better than none.
            _ => (None, &self.plain),
        }
    }
}

/// Answers whatever no route of the main listener took.
pub(crate) async fn serve_spa(request: HttpRequest) -> Result<HttpResponse, ApiError> {
    // No route took it, so if its address is one of the API's, the method is wrong.
    let methods = request.app_data::<web::Data<Methods>>();
    if let Some(allow) = methods.and_then(|methods| methods.instead_of(request.method(), request.path())) {
        return Err(ApiError::method_not_allowed(allow));
    }
    serve(&request, main_page(request.path()))
}

/// Answers whatever no route of the enrolment listener took: its own pages and what they load, nothing else.
pub(crate) async fn serve_enrolment_pages(request: HttpRequest) -> Result<HttpResponse, ApiError> {
    if request.path() == "/" && is_reading(request.method()) {
        return Ok(HttpResponse::SeeOther()
            .insert_header((header::LOCATION, "/apply"))
            .finish());
    }
    serve(&request, enrolment_page(request.path()))
}

fn serve(request: &HttpRequest, page: Option<&str>) -> Result<HttpResponse, ApiError> {
    let spa = request.app_data::<web::Data<Option<Spa>>>();
    let answer = spa
        .and_then(|spa| spa.as_ref().as_ref()?.answer(request, page))
        .ok_or_else(|| ApiError::of(&NOT_FOUND))?;
    if is_reading(request.method()) {
        Ok(answer)
    } else {
        Err(ApiError::of(&METHOD_NOT_ALLOWED))
    }
}

fn is_reading(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

#[cfg(test)]
mod tests {
    use actix_web::body::to_bytes;
    use actix_web::test::TestRequest;

    use super::*;

    fn built() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        std::fs::create_dir(folder.path().join("assets")).unwrap();
        for module in ["day", "office", "city", "public"] {
            write(&format!("{module}.html"), module);
            write(&format!("assets/{module}-0123.js"), &format!("{module} script"));
        }
        write("assets/day-0123.js.br", "script br");
        write("assets/day-0123.js.gz", "script gz");
        write("assets/style-0123.css", "style");
        write("secret.txt", "not listed");
        write(
            "assets.json",
            r#"{
                "day.html": {"assets/day-0123.js": "text/javascript", "assets/style-0123.css": "text/css"},
                "office.html": {"assets/office-0123.js": "text/javascript", "assets/style-0123.css": "text/css"},
                "city.html": {"assets/city-0123.js": "text/javascript", "assets/style-0123.css": "text/css"},
                "public.html": {"assets/public-0123.js": "text/javascript", "assets/style-0123.css": "text/css"}
            }"#,
        );
        folder
    }

    /// Body, what is said about keeping it, and its encoding.
    type Got = Option<(String, String, Option<String>)>;

    fn get(spa: &Spa, path: &str, page: Option<&str>, encodings: &str) -> Got {
        let request = TestRequest::get()
            .uri(path)
            .insert_header((header::ACCEPT_ENCODING, encodings))
            .to_http_request();
        let response = spa.answer(&request, page)?;
        let header = |name: header::HeaderName| response.headers().get(name).map(|v| v.to_str().unwrap().to_owned());
        let (cache, encoding) = (header(header::CACHE_CONTROL).unwrap(), header(header::CONTENT_ENCODING));
        let body = actix_web::rt::System::new()
            .block_on(to_bytes(response.into_body()))
            .unwrap();
        Some((String::from_utf8(body.to_vec()).unwrap(), cache, encoding))
    }

    fn get_main(path: &str, encodings: &str) -> Got {
        let spa = Spa::of_main(built().path()).unwrap();
        get(&spa, path, main_page(path), encodings)
    }

    fn get_enrolment(path: &str) -> Got {
        let spa = Spa::of_enrolment(built().path()).unwrap();
        get(&spa, path, enrolment_page(path), "")
    }

    #[test]
    fn hashed_names_are_kept_for_ever_and_pages_never() {
        let (body, cache, _) = get_main("/assets/day-0123.js", "").unwrap();
        assert_eq!(
            (body.as_str(), cache.as_str()),
            ("day script", "public, max-age=31536000, immutable")
        );
        let (_, cache, _) = get_main("/clients", "").unwrap();
        assert_eq!(cache, "no-store");
    }

    #[test]
    fn an_address_gets_the_page_of_the_module_that_shows_it() {
        const ID: &str = "0196b000-0000-7000-8000-000000000001";
        for (path, page) in [
            ("/".to_owned(), "day"),
            (format!("/clients/{ID}/documents"), "day"),
            ("/device-check".to_owned(), "day"),
            ("/nowhere".to_owned(), "day"),
            ("/office".to_owned(), "office"),
            (format!("/city/organizations/{ID}"), "city"),
            (format!("/{ID}/accounts"), "office"),
            ("/city/accounts".to_owned(), "office"),
        ] {
            assert_eq!(get_main(&path, "").unwrap().0, page, "{path}");
        }
        for path in ["/apply", "/apply/status", "/enrol", "/enrol/ios"] {
            assert_eq!(get_enrolment(path).unwrap().0, "public", "{path}");
        }
    }

    #[test]
    fn who_takes_a_compressed_twin_gets_it() {
        for (encodings, expected) in [
            ("gzip, deflate, br", Some("br")),
            ("gzip", Some("gzip")),
            ("br;q=0, gzip", Some("gzip")),
            ("br;q=0, gzip;q=0", None),
            ("br;q=0.5, gzip", Some("gzip")),
            ("br;q=0.5, gzip;q=0.5", Some("br")),
            ("GZIP;Q=0.001", Some("gzip")),
            ("br;q=x, gzip", Some("gzip")),
            ("br;q=1.5, gzip;q=-1, zstd", None),
            ("br;;;, ,gzip;", None),
            ("nonsense", None),
            ("identity", None),
            ("*", None),
            ("*;q=0", None),
            ("", None),
        ] {
            assert_eq!(
                get_main("/assets/day-0123.js", encodings).unwrap().2.as_deref(),
                expected,
                "{encodings}"
            );
        }
        assert_eq!(get_main("/", "br").unwrap().2, None, "the page has no twin here");
    }

    #[test]
    fn only_listed_files_exist_and_the_servers_own_paths_are_not_pages() {
        for path in [
            "/secret.txt",
            "/assets.json",
            "/day.html",
            "/assets/gone",
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/api/v1/none",
            "/api",
            "/problems/none",
            "/readyz",
        ] {
            assert!(get_main(path, "").is_none(), "{path}");
        }
    }

    #[test]
    fn each_listener_has_its_own_modules_only() {
        assert!(get_main("/assets/office-0123.js", "").is_some());
        assert!(get_main("/assets/city-0123.js", "").is_some());
        assert!(get_main("/assets/public-0123.js", "").is_none());
        assert!(get_enrolment("/assets/public-0123.js").is_some());
        assert!(get_enrolment("/assets/style-0123.css").is_some());
        for path in [
            "/",
            "/sign-in",
            "/clients",
            "/applyx",
            "/city/apply",
            "/api/v1/session",
            "/clients/a.b",
            "/public.html",
            "/assets/day-0123.js",
            "/assets/office-0123.js",
            "/assets/city-0123.js",
        ] {
            assert!(get_enrolment(path).is_none(), "{path}");
        }
    }

    #[test]
    fn a_folder_without_a_page_is_refused_at_start() {
        let folder = built();
        std::fs::remove_file(folder.path().join("city.html")).unwrap();
        assert!(Spa::of_main(folder.path()).is_err());
        assert!(Spa::of_enrolment(folder.path()).is_ok());
        std::fs::write(folder.path().join("assets.json"), "{}").unwrap();
        assert!(Spa::of_enrolment(folder.path()).is_err());
    }
}
