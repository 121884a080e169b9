use super::ReportLanguage;

/// The name of an indicator as a person says it; an unknown id gives itself, with spaces.
pub fn indicator_name(id: &str, language: ReportLanguage) -> String {
    let found = NAMES.iter().find(|(known, _, _)| *known == id);
    match (found, language) {
        (Some((_, indonesian, _)), ReportLanguage::Indonesian) => (*indonesian).to_owned(),
        (Some((_, _, english)), ReportLanguage::English) => (*english).to_owned(),
        (None, _) => id.replace('_', " "),
    }
}

static NAMES: [(&str, &str, &str); 26] = [
    ("unrealistic_salary", "gaji jauh di atas kewajaran", "pay far above the usual"),
    ("no_experience", "tanpa pengalaman", "no experience needed"),
    ("no_requirements", "tanpa syarat", "no requirements"),
    ("free_travel", "perjalanan ditanggung", "travel paid"),
    ("document_handling_by_recruiter", "dokumen diurus perekrut", "recruiter handles documents"),
    ("tourist_visa", "visa turis", "tourist visa"),
    ("irregular_route", "jalur tidak resmi", "irregular route"),
    ("hotspot_destination", "tujuan berisiko", "destination of risk"),
    ("vague_job", "pekerjaan tidak jelas", "job not described"),
    ("scam_typical_job", "pekerjaan khas sindikat penipuan", "job typical of scam compounds"),
    ("messaging_only_contact", "hanya lewat pesan", "contact by messages only"),
    ("urgency", "didesak waktu", "pressed for time"),
    ("no_interview", "tanpa wawancara", "no interview"),
    ("age_gender_target", "umur atau jenis kelamin tertentu", "age or sex named"),
    ("debt_or_deduction", "utang atau potongan gaji", "debt or deductions"),
    ("recruit_commission", "komisi membawa orang", "paid for bringing others"),
    ("secrecy", "diminta rahasia", "asked to keep it secret"),
    ("unlicensed_or_no_company", "tanpa perusahaan atau izin", "no company or licence"),
    ("accommodation_control", "tempat tinggal dari pemberi kerja", "lodging from the employer"),
    ("obfuscated_text", "kata disamarkan", "words disguised"),
    ("isolation_or_guard", "gerak dibatasi", "movement limited"),
    ("passport_retention", "paspor ditahan", "passport held"),
    ("official_programme", "program resmi", "official programme"),
    ("work_visa_named", "visa kerja disebut", "work visa named"),
    ("licence_claimed", "mengaku berizin", "claims a licence"),
    ("licensed_placement_agency", "perusahaan penempatan berizin", "licensed placement agency"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_promised_indicator_has_a_name() {
        let ids = include_str!("../../../../suar-detect/data/indicators.txt").lines();
        for id in ids.filter(|line| !line.starts_with('#')) {
            assert!(NAMES.iter().any(|(known, _, _)| *known == id), "{id}");
        }
    }
}
