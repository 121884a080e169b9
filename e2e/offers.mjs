// Invented texts, as a visitor might paste them.

export const LURE = [
  "DIBUTUHKAN CS online untuk Poipet, Kamboja 🇰🇭",
  "Gaji 15 juta + bonus, tanpa pengalaman, umur 18-35",
  "Tiket, visa turis dan paspor kami tanggung. Mess dan makan disediakan.",
  "Minat? Telegram @admin_contoh000 atau WA 0812-0001-8820",
].join("\n");

export const WARNING =
  "Hati-hati lowongan admin di Poipet gaji 15 juta, itu penipuan. Teman saya disekap dan paspornya diambil. Jangan berangkat!";

export const PLAIN = "Halo, besok kita jadi rapat jam berapa?";

/** What would run, call out or show itself if it were ever taken for markup. */
export const HOSTILE = [
  "<script>alert('script')</script>",
  "<img src=x onerror=alert('img')>",
  '"><svg onload=alert("svg")>',
  "</textarea><iframe src=javascript:alert('frame')></iframe>",
  "<style>body{display:none}</style><link rel=stylesheet href=//example.invalid/a.css>",
  "{{7*7}} ${7*7} <a href='javascript:alert(1)'>gaji 15 juta Kamboja</a>",
].join("\n");

const MOST_CHARACTERS = 20_000;

/** As long as a text may be, with words that no line can hold. */
export const LONGEST = `${"x".repeat(3_000)} ${LURE} ${"panjang sekali ".repeat(1_400)}`.slice(0, MOST_CHARACTERS - 500);

export const TOO_LONG = "a".repeat(MOST_CHARACTERS + 1);
