//! Texts: feeds with their headings, dates in their many forms, tables of staff, bodies of requests.

use std::io::Cursor;

use contract::clients::client::ClientSearch;
use contract::enrolment::letter::MakeLetter;
use contract::enrolment::office_lookup::OfficeSearch;
use contract::enrolment::redemption::{EnrolDevice, IssueInstallKey, PickUp};
use contract::enrolment::usage_application::{
    EnteredUsageApplication, NewUsageApplication, PrintNotice, UsageApplicationAccess, UsageApplicationCorrection,
    UsageApproval, UsageDecision,
};
use contract::office::account::{BulkStaff, ChangeRole, InviteCityStaff, InviteStaff, Remark, StatedReason};
use contract::office::device::{RelabelDevice, RenewDevice};
use contract::office::organization::SetDeviceQuota;
use contract::session::{Confirmation, FirstLogIn, SignIn, Unlock};
use contract::setup::text::NewTextVersion;
use domain::delivery::Severity;
use exchange::assignment::AssignmentRow;
use exchange::card::CardRow;
use exchange::card::burden_ratio::BurdenRatioRow;
use exchange::certification::{ApplicationRow, CertificationRow, MilestoneRow};
use exchange::consent::ConsentRow;
use exchange::document::DocumentRow;
use exchange::organization::OfficeRow;
use exchange::organization::designated::DesignatedOfficeRow;
use exchange::person::PersonRow;
use exchange::row::Row;
use exchange::staff::read_staff_file;
use exchange::table::encoding::Encoding;
use exchange::table::export::Writer;
use exchange::table::import::rows as rows_of;
use serde_json::from_slice;

/// A file of any feed: the first byte says which, the rest is the file, headings and all.
pub(crate) fn rows(bytes: &[u8]) {
    if let Some((feed, file)) = bytes.split_first() {
        read_as(*feed, file);
    }
}

/// The headings of a file of any feed, said as in [`rows`], with a row below them.
pub(crate) fn header(bytes: &[u8]) {
    if let Some((feed, headings)) = bytes.split_first() {
        let mut file = headings.to_vec();
        file.extend_from_slice(b"\r\n0000000001,a,b,20260401,1,c,,,20260501\r\n");
        read_as(*feed, &file);
    }
}

fn read_as(feed: u8, file: &[u8]) {
    match feed % 11 {
        0 => drain::<PersonRow>(file),
        1 => drain::<AssignmentRow>(file),
        2 => drain::<ConsentRow>(file),
        3 => drain::<ApplicationRow>(file),
        4 => drain::<MilestoneRow>(file),
        5 => drain::<CertificationRow>(file),
        6 => drain::<BurdenRatioRow>(file),
        7 => drain::<OfficeRow>(file),
        8 => drain::<DocumentRow>(file),
        9 => drain::<CardRow>(file),
        _ => drain::<DesignatedOfficeRow>(file),
    }
}

fn drain<T: Row>(bytes: &[u8]) {
    for row in rows_of::<T, _>(Cursor::new(bytes), "f.csv") {
        if let Err(findings) = row {
            let is_told = findings.iter().any(|finding| finding.severity() == Severity::Error);
            assert!(is_told, "a row that is left out says why");
        }
    }
}

/// A cell that holds a date: one that is accepted means the same when it is written and read again.
pub(crate) fn dates(bytes: &[u8]) {
    let Ok(date) = std::str::from_utf8(bytes) else {
        return;
    };
    let cell = date.replace('"', "\"\"");
    let heading = PersonRow::COLUMNS.join(",");
    let file = format!("{heading}\n0000000001,甲野 花子,コウノ ハナコ,\"{cell}\",2,,,,20260501,,,,,\n");
    let read = |bytes: &[u8]| {
        rows_of::<PersonRow, _>(Cursor::new(bytes), "f.csv")
            .next()
            .and_then(Result::ok)
    };
    let Some(row) = read(file.as_bytes()) else {
        return;
    };
    let mut written = Vec::new();
    let is_written = Writer::create(&mut written, Encoding::Utf8)
        .is_ok_and(|mut writer| writer.write_row(&row.value).is_ok() && writer.finish().is_ok());
    assert!(is_written, "{date:?}");
    assert!(read(&written).is_some_and(|again| again.value == row.value), "{date:?}");
}

/// A table of staff as an office fills it in.
pub(crate) fn staff(bytes: &[u8]) {
    let _ = read_staff_file(bytes);
}

/// Bodies of requests, of each operation that takes one.
pub(crate) fn json(bytes: &[u8]) {
    session(bytes);
    office(bytes);
    enrolment(bytes);
    let _ = from_slice::<ClientSearch>(bytes);
    let _ = from_slice::<NewTextVersion>(bytes);
}

fn session(bytes: &[u8]) {
    let _ = from_slice::<SignIn>(bytes);
    let _ = from_slice::<Unlock>(bytes);
    let _ = from_slice::<Confirmation>(bytes);
    let _ = from_slice::<FirstLogIn>(bytes);
}

fn office(bytes: &[u8]) {
    let _ = from_slice::<InviteStaff>(bytes);
    let _ = from_slice::<InviteCityStaff>(bytes);
    let _ = from_slice::<ChangeRole>(bytes);
    let _ = from_slice::<Remark>(bytes);
    let _ = from_slice::<StatedReason>(bytes);
    let _ = from_slice::<BulkStaff>(bytes);
    let _ = from_slice::<SetDeviceQuota>(bytes);
    let _ = from_slice::<RelabelDevice>(bytes);
    let _ = from_slice::<RenewDevice>(bytes);
}

fn enrolment(bytes: &[u8]) {
    let _ = from_slice::<OfficeSearch>(bytes);
    let _ = from_slice::<EnrolDevice>(bytes);
    let _ = from_slice::<PickUp>(bytes);
    let _ = from_slice::<IssueInstallKey>(bytes);
    let _ = from_slice::<NewUsageApplication>(bytes);
    let _ = from_slice::<UsageApplicationAccess>(bytes);
    let _ = from_slice::<UsageApplicationCorrection>(bytes);
    let _ = from_slice::<EnteredUsageApplication>(bytes);
    let _ = from_slice::<UsageApproval>(bytes);
    let _ = from_slice::<UsageDecision>(bytes);
    let _ = from_slice::<PrintNotice>(bytes);
    let _ = from_slice::<MakeLetter>(bytes);
}
