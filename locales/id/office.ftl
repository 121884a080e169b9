# Halaman petugas: masuk, menu.

menu = Menu petugas
menu-leads = Temuan
menu-imports = Impor
menu-reports = Laporan warga
menu-contests = Sanggahan
menu-officers = Petugas
menu-contacts = Kontak bantuan
menu-audit = Jejak audit
menu-account = Akun saya
sign-out = Keluar

sign-in-title = Masuk
sign-in-heading = Masuk untuk petugas
sign-in-lead = Halaman ini untuk petugas. Kalau Anda ingin memeriksa tawaran kerja, tidak perlu masuk.
sign-in-name = Nama masuk
sign-in-password = Kata sandi
sign-in-button = Masuk
sign-in-wrong = Nama atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi.
sign-in-locked = Terlalu banyak kata sandi yang salah. Coba lagi dalam { $count } menit.
sign-in-forgotten = Lupa kata sandi? Minta administrator membuatkan yang baru.

confirm-title = Kontak bantuan
confirm-heading = Pastikan kontak bantuan
confirm-lead = Hubungi tiap nomor. Kalau yang menjawab memang lembaganya, tandai. Halaman umum lalu menyebut tanggalnya.
confirm-holds = Saya sudah menghubungi { $name }, dan benar
confirm-doubt = Batalkan penegasan { $name }
