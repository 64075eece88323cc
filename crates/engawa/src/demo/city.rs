//! The insurer's own people and device of the demo, and an office's newcomer who has not finished the first log-in.

use std::path::Path;

use anyhow::Context;
use domain::account::Role;
use domain::id::OrganizationId;
use domain::insurer::InsurerRules;
use service::{NewStaff, Operator, Secret};

use super::made::{MadeAccount, MadeDevice, password_of};
use crate::data_dir::{DataDir, write_secret_bytes};

/// What the city has settled for itself.
pub(super) fn settled(rules: InsurerRules) -> InsurerRules {
    InsurerRules {
        contact: format!("{} 高齢介護課 096-000-0000（平日8:30〜17:15）", sample::CITY),
        letter_issuer: format!("{}長", sample::CITY),
        letter_desk: "健康福祉部 高齢介護課".to_owned(),
        ..rules
    }
}

/// City administrators, a desk clerk and an auditor.
pub(super) fn staff(operator: &Operator) -> anyhow::Result<Vec<MadeAccount>> {
    let staff = [
        ("yakusho.hanae", "役所 花江", Role::CityAdministrator, None),
        ("yakusho.jiro", "役所 次郎", Role::CityAdministrator, None),
        ("madoguchi.saki", "窓口 咲", Role::DeskClerk, Some("中央区役所 福祉課")),
        ("kansa.ichiro", "監査 一郎", Role::Auditor, None),
    ];
    let mut made = Vec::with_capacity(staff.len());
    for (login_id, name, role, desk) in staff {
        let password = password_of(login_id);
        let new = NewStaff {
            login_id: login_id.parse().context("login ID")?,
            name: name.to_owned(),
            role,
            password: Secret::new(password.clone()),
        };
        operator.add_city_staff(new, desk.map(str::to_owned))?;
        made.push(MadeAccount {
            login_id: login_id.to_owned(),
            password,
            role: role.name_ja().to_owned(),
            organization: sample::CITY.to_owned(),
        });
    }
    Ok(made)
}

/// The device on which they sign in.
pub(super) fn device(data_dir: &DataDir, operator: &Operator, data: &Path) -> anyhow::Result<MadeDevice> {
    let issued = operator.issue_city_device(&data_dir.device_authority()?, "窓口のパソコン1")?;
    let path = std::path::absolute(data.join("city-device.p12"))?;
    write_secret_bytes(&path, &issued.file)?;
    Ok(MadeDevice {
        p12: path,
        password: issued.password.reveal().to_owned(),
        organization: sample::CITY.to_owned(),
    })
}

/// Somebody invited who has not come yet: good for trying the first log-in, once and within fourteen days.
pub(super) fn newcomer(
    operator: &Operator,
    organization: OrganizationId,
    organization_name: &str,
) -> anyhow::Result<MadeAccount> {
    let issued = operator.invite_to(organization, "新人 さくら", Role::CareManager)?;
    Ok(MadeAccount {
        login_id: issued.login_id.to_string(),
        password: issued.password.reveal().to_owned(),
        role: "初期設定前".to_owned(),
        organization: organization_name.to_owned(),
    })
}
