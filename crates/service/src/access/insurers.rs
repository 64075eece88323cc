//! The insurers that a node serves: nearly always one. Which of them a request is about, the certificate of its device says.

use std::sync::Arc;

use domain::insurer::InsurerNumber;

use crate::access::service::Service;

/// The use cases of every insurer of a node. Cheap to clone.
#[derive(Clone)]
pub struct Insurers {
    default: Service,
    others: Arc<[Service]>,
}

impl Insurers {
    /// A node's insurers: the one it serves when nothing names another, and the others.
    pub fn new(default: Service, others: Vec<Service>) -> Self {
        Self {
            default,
            others: others.into(),
        }
    }

    /// The one that is served when nothing names another: to strangers, and to a device whose certificate names none of
    /// them, which its database will not know.
    pub fn default(&self) -> &Service {
        &self.default
    }

    /// The one that a certificate names.
    pub fn named(&self, insurer: Option<InsurerNumber>) -> &Service {
        let named = |service: &&Service| Some(service.insurer()) == insurer;
        self.others.iter().find(named).unwrap_or(&self.default)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Service> {
        std::iter::once(&self.default).chain(self.others.iter())
    }
}

impl From<Service> for Insurers {
    fn from(only: Service) -> Self {
        Self::new(only, Vec::new())
    }
}
