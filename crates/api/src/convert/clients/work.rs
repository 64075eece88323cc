//! Today's work.

use contract::clients::work::{TodaysWork, WorkGroup};
use service::Work;

use super::client::list_item;
use crate::convert::{ToContract, coded};

impl ToContract for Work {
    type Shape = TodaysWork;

    fn to_contract(self) -> TodaysWork {
        let Self { groups, today } = self;
        let groups = groups.into_iter().map(|group| {
            let service::WorkGroup { kind, clients, more } = group;
            WorkGroup {
                kind: coded(kind.code(), kind.name_ja()),
                clients: clients.into_iter().map(|line| list_item(line, today)).collect(),
                more,
            }
        });
        TodaysWork {
            groups: groups.collect(),
        }
    }
}
