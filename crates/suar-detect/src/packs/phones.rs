use serde::Deserialize;
use suar_entity::PhonePlan;

use super::fault::parse_toml;
use super::{PackFaults, PackFiles};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PhonesFile {
    plan: Vec<PlanRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlanRow {
    country: String,
    code: String,
    trunk: String,
    mobile: Vec<String>,
    mobile_lengths: (usize, usize),
    #[serde(default)]
    fixed: Vec<String>,
    #[serde(default)]
    fixed_lengths: (usize, usize),
}

const FILE: &str = "phones.toml";

pub(crate) fn read(files: &PackFiles, faults: &mut PackFaults) -> Vec<PhonePlan> {
    let rows = parse_toml::<PhonesFile>(files, FILE, faults).map(|file| file.plan).unwrap_or_default();
    for row in &rows {
        let digits = row.mobile.iter().chain(&row.fixed).chain([&row.code, &row.trunk]);
        if digits.into_iter().any(|text| !text.bytes().all(|byte| byte.is_ascii_digit())) {
            faults.add(FILE, format!("plan {}: code, trunk and prefixes must be digits", row.country));
        }
        if row.mobile_lengths.0 > row.mobile_lengths.1 || row.fixed_lengths.0 > row.fixed_lengths.1 {
            faults.add(FILE, format!("plan {}: lengths must be [fewest, most]", row.country));
        }
    }
    rows.into_iter().map(PlanRow::into_plan).collect()
}

impl PlanRow {
    fn into_plan(self) -> PhonePlan {
        PhonePlan {
            country: self.country,
            code: self.code,
            trunk: self.trunk,
            mobile: self.mobile,
            mobile_lengths: self.mobile_lengths.0..self.mobile_lengths.1 + 1,
            fixed: self.fixed,
            fixed_lengths: self.fixed_lengths.0..self.fixed_lengths.1 + 1,
        }
    }
}
