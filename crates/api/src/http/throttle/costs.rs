//! What each route costs a stranger: said where the route is registered, so that the one cannot be without the other.

use std::collections::HashMap;

use actix_web::dev::{HttpServiceFactory, ServiceFactory, ServiceRequest};
use actix_web::http::Method;
use actix_web::{Error, web};
use utoipa_actix_web::OpenApiFactory;
use utoipa_actix_web::scope::Scope;
use utoipa_actix_web::service_config::ServiceConfig;

/// What a request costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Cost {
    /// Pages, and what anybody may know.
    Look,
    /// What somebody at the insurer will have to read.
    Apply,
    /// A try at a secret.
    Secret,
}

/// The costs of routes by their patterns.
struct Costs(HashMap<String, Cost>);

impl Cost {
    /// What its route costs. Where no route takes it, reading is a look (pages, files), and all else as dear as a secret.
    pub(crate) fn of(request: &ServiceRequest) -> Self {
        let costs = request.app_data::<web::Data<Costs>>();
        let route = request.match_pattern();
        let own = costs.zip(route).and_then(|(costs, route)| costs.0.get(&route).copied());
        own.unwrap_or(match *request.method() {
            Method::GET | Method::HEAD => Self::Look,
            _ => Self::Secret,
        })
    }
}

/// Routes of one scope that are registered together with their costs.
pub(crate) struct Priced<T> {
    prefix: &'static str,
    scope: Scope<T>,
    costs: Costs,
}

impl<T> Priced<T>
where
    T: ServiceFactory<ServiceRequest, Config = (), Error = Error, InitError = ()> + 'static,
{
    /// `scope`, whose address is `prefix`, without routes.
    pub(crate) fn new(prefix: &'static str, scope: Scope<T>) -> Self {
        let costs = Costs(HashMap::new());
        Self { prefix, scope, costs }
    }

    /// One more route.
    pub(crate) fn service<R>(mut self, cost: Cost, route: R) -> Self
    where
        R: utoipa::Path + OpenApiFactory + HttpServiceFactory + 'static,
    {
        self.costs.0.insert(format!("{}{}", self.prefix, R::path()), cost);
        self.scope = self.scope.service(route);
        self
    }

    /// Registers them all.
    pub(crate) fn register(self, config: &mut ServiceConfig<'_>)
    where
        Scope<T>: HttpServiceFactory + OpenApiFactory,
    {
        config.service(self.scope).app_data(web::Data::new(self.costs));
    }
}
