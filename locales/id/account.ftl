# Akun sendiri, akun petugas, peran, dan token untuk program.

account-title = Akun saya
account-heading = Akun saya
role = Peran
region = Wilayah
region-all = seluruh Indonesia
role-analyst = Analis
role-manager = Manajer
role-administrator = Administrator
role-auditor = Auditor
role-may = Yang boleh dilakukan: { $role }

sessions-heading = Tempat Anda sedang masuk
sessions-lead = Kalau ada perangkat yang tidak Anda kenal, akhiri sesinya dan ganti kata sandi.
session-device = Perangkat
session-this = Perangkat ini
session-since = Masuk
session-used = Terakhir dipakai
session-until = Berlaku sampai
session-end = Akhiri sesi ini
session-end-this = Keluar dari perangkat ini
sessions-end-others = Akhiri semua sesi lain
device-both = { $browser } di { $system }
device-other = perangkat lain
news-session-ended = Sesi itu sudah berakhir.
news-others-ended = Semua sesi lain sudah berakhir. Anda masih masuk di perangkat ini.

password-heading = Kata sandi
password-present = Kata sandi sekarang
password-new = Kata sandi baru
password-again = Kata sandi baru, sekali lagi
password-hint = Sedikitnya 12 huruf. Beberapa kata yang mudah Anda ingat lebih kuat daripada satu kata yang rumit.
password-differs = Kedua kata sandi baru tidak sama. Ketik lagi keduanya.
password-button = Ganti kata sandi dan akhiri sesi lain
news-password-changed = Kata sandi sudah diganti. Semua sesi lain sudah berakhir.

tokens-heading = Token untuk program
tokens-lead = Dengan token, sebuah program bekerja atas nama Anda. Beri hanya izin yang perlu.
tokens-none = Belum ada token.
token-new = Buat token
token-name = Nama
token-name-hint = Supaya Anda ingat dipakai untuk apa. Contoh: unggahan malam
token-actions = Yang boleh dilakukan
token-days = Berlaku berapa hari (1 sampai 365)
token-button = Buat token
token-made = Ini token Anda yang baru
token-once = Salin sekarang dan simpan di tempat rahasia. Token ini tidak ditampilkan lagi.
token-made-at = Dibuat
token-used = Terakhir dipakai
token-never = belum pernah
token-until = Berlaku sampai { $date }
token-over = Sudah lewat masanya
token-revoked = Sudah dicabut
token-revoke = Cabut token ini
news-token-revoked = Token itu sudah dicabut. Program yang memakainya langsung ditolak.

officers-title = Petugas
officers-heading = Petugas
officer-display-name = Nama yang tampil
officer-display-hint = Nama yang dibaca rekan, misalnya Sari Dewi.
officer-name-hint = Dipakai untuk masuk: 3 sampai 40 huruf, angka, titik, atau tanda hubung.
officer-region-hint = Kosongkan untuk seluruh Indonesia. Tulis persis seperti wilayah di daftar temuan.
officer-password = Kata sandi pertama
officer-password-hint = Sampaikan sendiri kepada orangnya, dan minta ia menggantinya.
officer-no-role = Pilih dulu perannya.
officer-new = Tambah petugas
officer-add = Tambah akun petugas
officer-since = Sejak
officer-open = Aktif
officer-closed = Ditutup
officer-closed-says = Akun ini sudah ditutup. Namanya tetap ada di riwayat.
officer-own = Ini akun Anda sendiri; administrator lain yang bisa menutupnya. Kata sandi Anda ganti di:
officer-reset = Beri kata sandi baru
officer-reset-reach = Semua sesinya langsung berakhir. Tokennya tetap berlaku.
officer-reset-button = Beri kata sandi baru dan akhiri sesinya
officer-close = Tutup akun
officer-close-reach = Penutupan tidak bisa dibatalkan:
officer-close-sessions = Semua sesi dan tokennya langsung berakhir.
officer-close-leads = Temuan yang ia ambil dilepas. Rekan lain bisa mengambilnya.
officer-close-stays = Keputusan dan namanya tetap ada di riwayat. Nama masuknya tidak bisa dipakai lagi.
officer-close-button = Tutup akun { $name }
news-officer-added = Akun petugas sudah ditambahkan.
news-officer-closed = { $count ->
    [0] Akun itu sudah ditutup; sesi dan tokennya berakhir.
   *[other] Akun itu sudah ditutup; sesi dan tokennya berakhir. { $count } temuannya sekarang tidak dipegang siapa pun.
}
news-password-given = Kata sandi baru sudah berlaku. Sesi petugas itu berakhir.

scope-own = Hanya milik sendiri
scope-own-or-free = Hanya yang diambil sendiri, atau belum diambil siapa pun
scope-region = Hanya di wilayah sendiri, dan yang wilayahnya tidak diketahui

action-check_offer = Memeriksa tawaran
action-report_offer = Melaporkan tawaran
action-follow_own_report = Melihat nasib laporan
action-contest = Menyanggah
action-sign_in = Masuk
action-keep_own_account = Mengurus akun sendiri
action-keep_own_tokens = Mengurus token sendiri
action-import = Mengimpor berkas pos
action-read_import = Melihat impor dan yang ditolak
action-read_lead = Melihat temuan
action-take_lead = Mengambil temuan
action-hand_over_lead = Menyerahkan temuan
action-decide_lead = Memutuskan temuan
action-undo_decision = Membatalkan putusan
action-export_lead = Mengekspor temuan
action-read_lead_history = Melihat riwayat temuan
action-read_report = Membaca dan menjawab laporan warga
action-answer_contest = Membaca dan menjawab sanggahan
action-keep_officers = Mengurus akun petugas
action-confirm_contact = Memastikan kontak bantuan
action-read_audit = Membaca seluruh jejak audit
