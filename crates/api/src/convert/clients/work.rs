//! Today's work.

use contract::clients::work::{TodaysWork, WorkGroup};
use domain::language::Language;
use service::Work;

use super::client::list_item;
use crate::convert::{ToContractIn, coded};

impl ToContractIn for Work {
    type Shape = TodaysWork;

    fn to_contract_in(self, language: Language) -> TodaysWork {
        let Self { groups, today } = self;
        let groups = groups.into_iter().map(|group| {
            let service::WorkGroup { kind, clients, more } = group;
            WorkGroup {
                kind: coded(kind.code(), kind.name_ja()),
                clients: clients
                    .into_iter()
                    .map(|line| list_item(line, today, language))
                    .collect(),
                more,
            }
        });
        TodaysWork {
            groups: groups.collect(),
        }
    }
}
