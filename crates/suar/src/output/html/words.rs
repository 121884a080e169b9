use suar_signal::{Band, Kind, Strength};

use super::ReportLanguage;
use crate::noun::Noun;

/// The report's own words in one language.
pub(crate) struct Words {
    pub(crate) language: &'static str,
    pub(crate) thousands: char,
    pub(crate) decimal: &'static str,
    pub(crate) title: &'static str,
    pub(crate) made_at: &'static str,
    pub(crate) note_head: &'static str,
    pub(crate) note: &'static str,
    pub(crate) foot: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) posts_read: Noun,
    pub(crate) to_look_at: Noun,
    pub(crate) rejected: Noun,
    pub(crate) skipped: Noun,
    pub(crate) period: &'static str,
    pub(crate) sources: &'static str,
    pub(crate) bands: &'static str,
    pub(crate) kinds: &'static str,
    pub(crate) posts: Noun,
    pub(crate) networks: &'static str,
    pub(crate) no_networks: &'static str,
    pub(crate) templates: &'static str,
    pub(crate) no_templates: &'static str,
    pub(crate) examples: &'static str,
    pub(crate) no_examples: &'static str,
    pub(crate) shown_of: &'static str,
    pub(crate) order: &'static str,
    pub(crate) risk: &'static str,
    pub(crate) reasons: &'static str,
    pub(crate) ties: &'static str,
    pub(crate) tie_kind: &'static str,
    pub(crate) tie_value: &'static str,
    pub(crate) weight: &'static str,
    pub(crate) channels: &'static str,
    pub(crate) seen: &'static str,
    pub(crate) organised: &'static str,
    pub(crate) more_values: Noun,
    pub(crate) template: &'static str,
    pub(crate) network: &'static str,
    pub(crate) signs: &'static str,
    pub(crate) nothing_marked: &'static str,
    pub(crate) not_in_text: &'static str,
    pub(crate) explanation: &'static str,
    bands_by_name: [&'static str; 4],
    kinds_by_name: [&'static str; 5],
    strengths_by_name: [&'static str; 4],
}

impl Words {
    pub(crate) fn band(&self, band: Band) -> &'static str {
        let [low, medium, high, urgent] = self.bands_by_name;
        match band {
            Band::Low => low,
            Band::Medium => medium,
            Band::High => high,
            Band::Urgent => urgent,
        }
    }

    pub(crate) fn kind(&self, kind: Kind) -> &'static str {
        let [offer, warning, news, other_scam, chat] = self.kinds_by_name;
        match kind {
            Kind::Offer => offer,
            Kind::Warning => warning,
            Kind::News => news,
            Kind::OtherScam => other_scam,
            Kind::Chat => chat,
        }
    }

    pub(crate) fn strength(&self, strength: Strength) -> &'static str {
        let [weak, medium, strong, protective] = self.strengths_by_name;
        match strength {
            Strength::Weak => weak,
            Strength::Medium => medium,
            Strength::Strong => strong,
            Strength::Protective => protective,
        }
    }
}

/// The words of a language.
pub(crate) fn words_of(language: ReportLanguage) -> &'static Words {
    match language {
        ReportLanguage::Indonesian => &INDONESIAN,
        ReportLanguage::English => &ENGLISH,
    }
}

static INDONESIAN: Words = Words {
    language: "id",
    thousands: '.',
    decimal: ",",
    title: "Temuan perekrutan mencurigakan",
    made_at: "Dibuat",
    note_head: "Perlu dilihat manusia.",
    note: "Isi laporan ini adalah dugaan dari kata-kata pos, bukan bukti. Akun yang diduga merekrut dan para perekrut \
           bisa saja milik orang yang dipaksa. Lindungi mereka juga.",
    foot: "Pita rendah tidak berarti tanpa bahaya. Kami tidak menemukan tanda lain; itu bukan jaminan.",
    summary: "Ringkasan",
    posts_read: Noun::same("pos dibaca"),
    to_look_at: Noun::same("pos perlu dilihat"),
    rejected: Noun::same("baris tidak terbaca"),
    skipped: Noun::same("pesan sistem dilewati"),
    period: "Masa",
    sources: "Sumber",
    bands: "Pita",
    kinds: "Jenis",
    posts: Noun::same("pos"),
    networks: "Jaringan",
    no_networks: "Tidak ada jaringan. Jalankan dengan --weave, atau tambahkan pos dari grup lain.",
    templates: "Templat",
    no_templates: "Tidak ada templat: tidak ada teks yang dipakai berulang.",
    examples: "Contoh pos",
    no_examples: "Tidak ada pos yang perlu ditunjukkan.",
    shown_of: "ditampilkan dari",
    order: "Yang paling mendesak lebih dulu: rata-rata risiko pos dikali logaritma jumlahnya (tambah satu), sehingga \
            sedikit pos berisiko tinggi mendahului banyak pos berisiko rendah.",
    risk: "risiko",
    reasons: "Mengapa",
    ties: "Yang mengikat",
    tie_kind: "jenis",
    tie_value: "nilai",
    weight: "bobot",
    channels: "Saluran",
    seen: "Terlihat",
    organised: "tersebar terorganisasi",
    more_values: Noun::same("isi lain"),
    template: "Templat",
    network: "Jaringan",
    signs: "Tanda bahaya",
    nothing_marked: "Tidak ada tanda yang ditemukan; itu bukan jaminan.",
    not_in_text: "tidak disebut dalam teks",
    explanation: "Dari mana angkanya",
    bands_by_name: ["rendah", "sedang", "tinggi", "mendesak"],
    kinds_by_name: ["tawaran", "peringatan", "berita", "penipuan lain", "obrolan"],
    strengths_by_name: ["lemah", "sedang", "kuat", "meringankan"],
};

static ENGLISH: Words = Words {
    language: "en",
    thousands: ',',
    decimal: ".",
    title: "Suspicious recruitment found",
    made_at: "Made",
    note_head: "Needs a human look.",
    note: "What this report says is inferred from the words of posts; it is not proof. Accounts that seem to recruit, \
           and recruiters themselves, may belong to coerced people. Protect them too.",
    foot: "A low band does not mean that there is no danger. We found no other signs; that is no guarantee.",
    summary: "Summary",
    posts_read: Noun::new("post read", "posts read"),
    to_look_at: Noun::new("post to look at", "posts to look at"),
    rejected: Noun::new("line not readable", "lines not readable"),
    skipped: Noun::new("system message left out", "system messages left out"),
    period: "Period",
    sources: "Sources",
    bands: "Bands",
    kinds: "Kinds",
    posts: Noun::new("post", "posts"),
    networks: "Networks",
    no_networks: "No networks. Run with --weave, or add posts from other groups.",
    templates: "Templates",
    no_templates: "No templates: no text is used again and again.",
    examples: "Example posts",
    no_examples: "No posts need to be shown.",
    shown_of: "shown of",
    order: "The most urgent first: the mean risk of the posts times the logarithm of their number (plus one), so that few \
            posts of high risk come before many of low risk.",
    risk: "risk",
    reasons: "Why",
    ties: "What ties it together",
    tie_kind: "kind",
    tie_value: "value",
    weight: "weight",
    channels: "Channels",
    seen: "Seen",
    organised: "spread in an organised way",
    more_values: Noun::new("other value", "other values"),
    template: "Template",
    network: "Network",
    signs: "Danger signs",
    nothing_marked: "No signs were found; that is no guarantee.",
    not_in_text: "not said in the text",
    explanation: "Where the figure comes from",
    bands_by_name: ["low", "medium", "high", "urgent"],
    kinds_by_name: ["offer", "warning", "news", "other scam", "chat"],
    strengths_by_name: ["weak", "medium", "strong", "protective"],
};
