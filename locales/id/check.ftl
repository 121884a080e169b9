# Cek tawaran kerja.

check-title = Lowongan kerja
check-heading = Cek tawaran kerja
check-lead = Tempel pesan atau iklan yang Anda terima. Kami tunjukkan tanda bahayanya.
check-label = Teks tawaran
check-button = Periksa
check-not-kept = Tidak disimpan.
check-again-heading = Periksa lagi
check-empty = Belum ada teks. Tempel dulu pesan atau iklannya.
check-too-long = Teksnya { $length } huruf. Paling banyak { $most }. Potong sedikit, lalu kirim lagi.

result-signs = Ada { $count } tanda bahaya
result-questions = Ada { $count } hal yang perlu ditanyakan
result-no-signs = Tidak ada tanda yang kami kenal
result-looks-warning = Ini tampak seperti peringatan
result-looks-news = Ini tampak seperti berita
result-looks-scam = Ini tampak seperti penipuan lain
result-looks-chat = Ini tampak seperti obrolan atau pertanyaan

remark-many-signs = Tawaran seperti ini sering dipakai untuk menjerat orang. Jangan menjawab sebelum izin, visa, dan kontraknya jelas.
remark-few-signs = Iklan yang jujur pun kadang punya satu atau dua tanda. Tanyakan dulu sebelum menjawab.
remark-no-signs = Itu bukan jaminan. Penipu terus mengganti kata-katanya. Periksa izin, visa, dan kontraknya.
remark-warning = Teks ini tampaknya memperingatkan orang, jadi kami tidak menandainya sebagai tawaran. Kalau isinya tetap menawari Anda kerja, periksa tiga hal di bawah.
remark-news = Teks ini tampaknya memberitakan sesuatu, jadi kami tidak menandainya sebagai tawaran. Kalau isinya tetap menawari Anda kerja, periksa tiga hal di bawah.
remark-scam = Teks ini tidak menawarkan kerja, tetapi mirip penipuan.
remark-chat = Kami tidak melihat tawaran kerja di sini. Kalau Anda punya iklan atau pesan aslinya, tempel seluruhnya.

text-heading = Kata-kata yang kami tandai
text-unmarked = Teks yang Anda tempel
signs-heading = Tandanya
sign = Tanda
sign-why = Kenapa ini tanda bahaya?
sign-absent = Tidak disebut dalam teks.
claims-heading = Yang dikatakan tawaran ini tentang dirinya
claims-lead = Ini baru kata-kata di iklan, belum bukti. Periksa sendiri.
no-guarantee = Kami tidak menemukan tanda lain; itu bukan jaminan.

act-heading = Lakukan satu hal ini sekarang
act-money = Jangan transfer uang dan jangan tanda tangan utang.
act-money-more = Minta rincian semua potongan dan denda secara tertulis. Tunjukkan kepada orang yang Anda percaya.
act-journey = Jangan berangkat tanpa visa kerja.
act-journey-more = Visa turis dan jalur tidak resmi membuat Anda mudah ditahan dan sulit pulang. Kalau sudah di perjalanan, bicaralah kepada petugas imigrasi.
act-papers = Jangan serahkan paspor atau KTP, dan jangan kirim fotonya.
act-papers-more = Urus paspor sendiri di kantor imigrasi, dan pegang sendiri selama bekerja.
act-tell = Ceritakan tawaran ini kepada satu orang yang Anda percaya, hari ini juga.
act-tell-more = Jangan ajak orang lain dulu. Dua pasang mata melihat lebih banyak daripada satu.
act-licence = Cek izin perusahaannya sebelum menjawab.
act-licence-more = Kerja ke luar negeri harus lewat perusahaan penempatan berizin (P3MI). Tanyakan namanya, lalu cocokkan di Disnaker kota Anda.
act-work = Tanyakan apa persisnya pekerjaannya, dan untuk perusahaan apa.
act-work-more = Minta jawaban tertulis dengan nama perusahaan. Cari perusahaan itu sendiri, bukan lewat tautan dari mereka.
act-company = Minta nama lengkap perusahaan dan kontrak tertulis sebelum menjawab.
act-company-more = Tanpa nama, tidak ada yang bisa diperiksa. Jangan kirim foto KTP atau paspor dulu.
act-fraud = Jangan kirim uang, kode OTP, atau data diri.
act-fraud-more = Simpan tangkapan layarnya, lalu tanyakan kepada orang yang Anda percaya.
act-check = Periksa izin, visa, dan kontraknya sebelum menjawab.
act-check-more = Jangan kirim uang, foto KTP, atau paspor sebelum ketiganya jelas.

checks-heading = Tiga hal yang selalu perlu dicek
check-licence = Izin.
check-licence-how = Kalau ke luar negeri: apakah perusahaannya terdaftar sebagai P3MI (perusahaan penempatan berizin)? Tanyakan ke Disnaker.
check-visa = Visa.
check-visa-how = Kalau ke luar negeri: apakah Anda berangkat dengan visa kerja, bukan visa turis?
check-contract = Kontrak.
check-contract-how = Apakah kontraknya ada sebelum Anda berangkat, dengan nama perusahaan, tugas, gaji, dan jam kerja?

call-heading = Butuh bantuan?
call-all = Semua kontak bantuan
report-this = Laporkan tawaran ini
