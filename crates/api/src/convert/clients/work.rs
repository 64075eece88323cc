//! Today's work.

use contract::clients::work::{TodaysWork, WorkGroup};
use domain::language::Language;
use service::{ClientListing, Work};

use super::client::list_item;
use crate::convert::{ToContractIn, coded};

impl ToContractIn for Work {
    type Shape = TodaysWork;

    fn to_contract_in(self, language: Language) -> TodaysWork {
        let Self {
            board,
            more_on_board,
            groups,
            today,
            pace,
        } = self;
        let items = |clients: Vec<ClientListing>| {
            let items = clients.into_iter().map(|line| list_item(line, today, &pace, language));
            items.collect()
        };
        let groups = groups.into_iter().map(|group| {
            let service::WorkGroup { kind, clients, more } = group;
            WorkGroup {
                kind: coded(kind.code(), kind.name_ja()),
                clients: items(clients),
                more,
            }
        });
        TodaysWork {
            board: items(board),
            more_on_board,
            groups: groups.collect(),
        }
    }
}
