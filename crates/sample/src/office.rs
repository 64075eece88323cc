//! The offices of the sample: real ones of small-scale multifunctional care from the ministry's open data, and invented
//! care-management offices, written in the ministry's layout; and community support centres, which the ministry does not have:
//! they come in the city's own list.

mod invent;
mod open_data;
mod record;

pub use open_data::OpenData;
pub(crate) use record::{Office, OfficeFile};

use domain::organization::{OfficeNumber, ServiceCode};
use exchange::organization::designated::DesignatedOfficeRow;

use crate::error::SampleError;
use crate::plan::Plan;
use crate::random::Random;

/// All offices, by what they do.
pub(crate) struct Offices {
    /// 居宅介護支援; the first one is the office of the demonstration.
    pub(crate) care_management: Vec<Office>,
    /// 地域包括支援センター.
    pub(crate) centres: Vec<Office>,
    /// 小規模多機能型居宅介護.
    pub(crate) small: Vec<Office>,
    /// 看護小規模多機能型居宅介護.
    pub(crate) nursing: Vec<Office>,
    pub(crate) files: Vec<OfficeFile>,
    /// Those that the city designates itself.
    pub(crate) designated: Vec<DesignatedOfficeRow>,
}

impl Offices {
    pub(crate) fn new(open_data: &OpenData, plan: &Plan, seed: u64) -> Result<Self, SampleError> {
        let mut files = open_data::files(open_data)?;
        let of = |service| open_data::offices(&files, service);
        let small = of(ServiceCode::SMALL_MULTIFUNCTION)?;
        let nursing = of(ServiceCode::NURSING_SMALL_MULTIFUNCTION)?;
        let mut random = Random::new(seed, OFFICE_STREAM);
        let care_management = invent::care_management(&mut random, plan.care_management_offices)?;
        let centres = invent::centres(&mut random, plan.centres)?;
        files.push(invent::file(&mut random, "jigyosho_430.csv", &care_management));
        let designated = invent::designated(&mut random, &centres);
        Ok(Self {
            care_management: care_management.into_iter().map(|named| named.office).collect(),
            centres: centres.into_iter().map(|named| named.office).collect(),
            small,
            nursing,
            files,
            designated: designated?,
        })
    }

    /// Every office in the order of the lists above.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Office> {
        self.care_management
            .iter()
            .chain(&self.centres)
            .chain(&self.small)
            .chain(&self.nursing)
    }

    /// The office of the demonstration, where everything worth seeing comes together.
    pub(crate) fn first(&self) -> Result<OfficeNumber, SampleError> {
        nth(&self.care_management, 0)
    }

    /// Some care-management office.
    pub(crate) fn some_care_management(&self, random: &mut Random) -> Result<OfficeNumber, SampleError> {
        nth(&self.care_management, random.below(self.care_management.len() as u64))
    }

    /// Some community support centre.
    pub(crate) fn some_centre(&self, random: &mut Random) -> Result<OfficeNumber, SampleError> {
        nth(&self.centres, random.below(self.centres.len() as u64))
    }

    /// Some office of small-scale multifunctional care.
    pub(crate) fn some_small(&self, random: &mut Random) -> Result<OfficeNumber, SampleError> {
        nth(&self.small, random.below(self.small.len() as u64))
    }

    /// Some office of nursing small-scale multifunctional care.
    pub(crate) fn some_nursing(&self, random: &mut Random) -> Result<OfficeNumber, SampleError> {
        nth(&self.nursing, random.below(self.nursing.len() as u64))
    }
}

/// Streams of chance below this number belong to persons.
const OFFICE_STREAM: u64 = u64::MAX - 1;

pub(crate) fn nth(offices: &[Office], at: u64) -> Result<OfficeNumber, SampleError> {
    let office = usize::try_from(at).ok().and_then(|at| offices.get(at));
    office
        .map(|office| office.number)
        .ok_or_else(|| SampleError::OpenData("a kind of office is missing".to_owned()))
}
