# Bantuan dan tentang.

help-title = Kontak
help-heading = Siapa yang bisa dihubungi
help-lead = Pilih yang paling dekat dengan keadaan Anda. Kalau terancam sekarang, mulai dari polisi.
help-abroad-heading = Kalau Anda di luar negeri
help-abroad = Hubungi KBRI atau KJRI terdekat. Kirim lokasi Anda kepada keluarga. Jangan lawan penjaga, dan jangan umumkan rencana pergi.
help-no-fee-heading = Bantuan resmi tidak meminta biaya
help-no-fee = Orang yang mengaku petugas dan meminta uang untuk memulangkan Anda bukan petugas.
help-forced-heading = Kalau Anda dipaksa menipu
help-forced = Anda tetap boleh minta tolong. Korban yang dipaksa melakukan tindak pidana tidak dipidana (UU 21/2007 pasal 18).
help-states = Nomor di sini disalin dari berita, dengan sumber dan tanggalnya. Yang belum dikonfirmasi pengelola kami tandai begitu.

about-title = Tentang
about-heading = Tentang dan privasi
about-lead = Suar menunjukkan tanda bahaya dalam tawaran kerja, supaya orang tidak dijerat ke tempat penipuan daring dan kerja paksa.
about-can-heading = Apa yang bisa dan tidak bisa
about-can = Suar membaca kata-kata dan membandingkannya dengan tanda yang dikenal. Setiap tanda punya alasan.
about-can-not = Suar tidak bisa memastikan. Tawaran tanpa tanda pun bisa menjerat, dan iklan jujur pun bisa punya tanda. Periksa izin, visa, dan kontraknya.
about-kept-heading = Apa yang disimpan
about-kept-check = Teks yang Anda periksa tidak disimpan dan tidak dicatat. Ia hilang begitu halamannya dikirim kepada Anda.
about-kept-report = Laporan dan sanggahan disimpan, sebab Anda mengirimnya untuk itu. Nama dan kontak Anda tidak diminta.
about-kept-address = Alamat internet Anda tidak dicatat. Untuk menahan penyalahgunaan, sandinya ada sebentar di memori, lalu hilang.
about-kept-cookie = Satu cookie mengingat bahasa yang Anda pilih. Petugas yang masuk mendapat satu cookie lagi untuk sesinya. Tidak ada yang lain.
about-kept-others = Halaman ini tidak memanggil situs lain dan tidak memakai iklan. Halaman untuk umum tidak memakai JavaScript. Halaman temuan untuk petugas memuat satu berkas JavaScript dari situs ini, untuk tombol pintas. Tanpa berkas itu pun semuanya berjalan.
about-exit-heading = Keluar cepat
about-exit = Tombol di atas membuka halaman lain. Tombol kembali dan riwayat peramban masih bisa membuka halaman ini; hapus kalau perlu.
about-wrong-heading = Salah dicurigai?
about-wrong = Siapa pun bisa menyanggah, tanpa nama.
about-contest = Jawabannya datang paling lambat { $count } hari kerja.
about-people-heading = Orang di balik akun
about-people = Akun yang diduga merekrut bisa milik orang yang dipaksa. Kami tidak menerbitkan daftar nama.
