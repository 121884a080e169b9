# Tanda-tanda dalam sebuah tawaran: nama, mengapa itu tanda bahaya, dan apa yang bisa dilakukan.

sign-unrealistic_salary = Gaji jauh di atas kewajaran
sign-unrealistic_salary-why = Gaji setinggi ini jarang diberikan untuk pekerjaan seperti ini. Umpan perekrutan sering memakai angka besar agar orang cepat mau.
sign-unrealistic_salary-do = Bandingkan dengan gaji pekerjaan yang sama di kota Anda. Tanyakan mengapa mereka mau membayar sebanyak itu.

sign-no_experience = Tanpa pengalaman
sign-no_experience-why = Pekerjaan bergaji tinggi biasanya meminta kemampuan. Umpan menghapus syarat itu agar siapa saja bisa masuk.
sign-no_experience-do = Tanyakan apa tugas hari pertama dan siapa yang melatih.

sign-no_requirements = Tanpa syarat
sign-no_requirements-why = Tawaran ini tidak meminta ijazah, surat, atau keahlian. Perekrut yang jujur ingin tahu siapa yang mereka terima.
sign-no_requirements-do = Minta daftar syarat dan tugas secara tertulis.

sign-free_travel = Perjalanan ditanggung
sign-free_travel-why = Tiket atau visa "gratis" sering ditagih sebagai utang setelah sampai. Biaya resmi memang bisa ditanggung, tetapi hanya lewat perusahaan berizin.
sign-free_travel-do = Tanyakan siapa yang membayar, dan apa yang terjadi kalau Anda berhenti. Minta jawabannya tertulis.

sign-document_handling_by_recruiter = Paspor atau visa diurus perekrut
sign-document_handling_by_recruiter-why = Orang yang memegang surat Anda bisa memegang Anda juga. Data KTP dan paspor juga bisa dipakai untuk utang atas nama Anda.
sign-document_handling_by_recruiter-do = Urus paspor sendiri di kantor imigrasi. Jangan kirim fotonya lewat pesan.

sign-tourist_visa = Masuk dengan visa turis
sign-tourist_visa-why = Bekerja dengan visa turis melanggar hukum di negara tujuan. Anda jadi mudah diancam dan sulit minta tolong.
sign-tourist_visa-do = Jangan berangkat tanpa visa kerja. Minta visa itu ada sebelum tiket dibeli.

sign-irregular_route = Jalur tidak resmi
sign-irregular_route-why = Transit, jalur kecil, atau jawaban hafalan untuk petugas dipakai agar keberangkatan tidak terlihat. Tujuan sebenarnya sering lain.
sign-irregular_route-do = Jangan berangkat. Kalau sudah di bandara atau perbatasan, bicaralah kepada petugas imigrasi.

sign-hotspot_destination = Tempat tujuan berisiko
sign-hotspot_destination-why = Banyak orang Indonesia dipaksa bekerja dalam penipuan daring di negara atau kota ini. Tidak semua pekerjaan di sana begitu.
sign-hotspot_destination-do = Tanyakan kepada Disnaker apakah ada penempatan resmi ke tempat itu.

sign-vague_job = Pekerjaan tidak jelas
sign-vague_job-why = Tawaran ini tidak mengatakan apa yang akan Anda kerjakan. Pekerjaan yang jujur bisa dijelaskan dalam satu kalimat.
sign-vague_job-do = Tanyakan: apa yang saya kerjakan dari pagi sampai sore?

sign-scam_typical_job = Jenis pekerjaan yang sering jadi umpan
sign-scam_typical_job-why = Admin, layanan pelanggan, obrolan, kripto, atau judi sering dipakai untuk menutupi kerja penipuan. Pekerjaan yang jujur dengan nama ini juga ada.
sign-scam_typical_job-do = Tanyakan nama produk dan siapa pelanggannya. Cari perusahaannya sendiri, bukan lewat tautan mereka.

sign-messaging_only_contact = Hanya bisa dihubungi lewat pesan
sign-messaging_only_contact-why = Nomor dan akun pesan mudah diganti dan sulit dilacak. Usaha kecil yang jujur juga memakainya, jadi lihat tanda lain.
sign-messaging_only_contact-do = Minta alamat kantor dan nomor telepon tetap, lalu periksa sendiri.

sign-urgency = Didesak waktu
sign-urgency-why = Anda didesak agar tidak sempat bertanya dan tidak sempat cerita. Penempatan resmi perlu berminggu-minggu.
sign-urgency-do = Katakan Anda perlu tiga hari. Kalau tidak boleh, itu jawabannya.

sign-no_interview = Tanpa wawancara
sign-no_interview-why = Orang yang menerima Anda tanpa bertanya tidak mencari pekerja. Bisa jadi mereka hanya mencari orang.
sign-no_interview-do = Minta panggilan video dengan atasan di tempat kerja.

sign-age_gender_target = Umur atau jenis kelamin tertentu
sign-age_gender_target-why = Umpan sering mencari orang muda, lajang, atau perempuan saja. Iklan biasa juga kadang begitu, jadi lihat tanda lain.
sign-age_gender_target-do = Tanyakan mengapa pekerjaan ini hanya untuk mereka.

sign-debt_or_deduction = Utang, potongan gaji, atau denda
sign-debt_or_deduction-why = Utang dan denda membuat orang tidak bisa berhenti. Ini cara paling umum untuk menahan pekerja.
sign-debt_or_deduction-do = Jangan transfer uang dan jangan tanda tangan utang. Utang yang dipakai untuk memeras korban tidak bisa ditagih (UU 21/2007 pasal 27).

sign-recruit_commission = Dibayar kalau membawa orang
sign-recruit_commission-why = Orang yang dibayar per kepala tidak memikirkan nasib yang dibawa. Anda bisa ikut disalahkan.
sign-recruit_commission-do = Jangan ajak siapa pun sebelum izin, visa, dan kontrak jelas.

sign-secrecy = Diminta merahasiakan
sign-secrecy-why = Pekerjaan yang jujur tidak perlu disembunyikan dari keluarga atau petugas.
sign-secrecy-do = Ceritakan hari ini juga kepada satu orang yang Anda percaya.

sign-unlicensed_or_no_company = Nama perusahaan atau izin tidak disebut
sign-unlicensed_or_no_company-why = Tanpa nama perusahaan, tidak ada yang bisa diperiksa dan tidak ada yang bisa dimintai tanggung jawab.
sign-unlicensed_or_no_company-do = Minta nama lengkap perusahaan dan nomor izinnya, lalu periksa sendiri.

sign-accommodation_control = Tempat tinggal dari pemberi kerja
sign-accommodation_control-why = Mess itu biasa. Tetapi kalau tempat tidur, pintu, dan gaji di tangan yang sama, Anda sulit pergi.
sign-accommodation_control-do = Tanyakan alamat mess, dan apakah Anda boleh keluar dan menerima tamu.

sign-obfuscated_text = Kata-kata disamarkan
sign-obfuscated_text-why = Huruf diganti angka atau dipisah agar iklan lolos dari penyaring. Pengiklan yang jujur jarang perlu itu.
sign-obfuscated_text-do = Simpan tangkapan layarnya. Jangan jawab dulu.

sign-isolation_or_guard = Gerak dibatasi atau dijaga
sign-isolation_or_guard-why = Pekerja yang tidak boleh keluar atau dijaga tidak bisa pergi kalau terjadi apa-apa. Ini tanda kerja paksa.
sign-isolation_or_guard-do = Jangan berangkat. Kalau Anda sudah di sana, kirim lokasi kepada keluarga dan perwakilan RI.

sign-passport_retention = Paspor atau HP ditahan
sign-passport_retention-why = Paspor adalah milik negara yang dititipkan kepada Anda, bukan kepada pemberi kerja. Tanpa paspor Anda sulit pulang.
sign-passport_retention-do = Pegang sendiri paspor Anda. Simpan foto halaman depannya di tempat yang bisa dibuka keluarga.

sign-official_programme = Menyebut program resmi
sign-official_programme-why = Program pemerintah punya daftar peserta dan tidak menagih lewat pesan pribadi. Nama program bisa dicatut.
sign-official_programme-do = Tanyakan program ini langsung ke Disnaker atau kantor BP3MI.

sign-work_visa_named = Menyebut visa kerja
sign-work_visa_named-why = Visa kerja memang perlu, tetapi tulisan di iklan belum membuktikan apa-apa.
sign-work_visa_named-do = Minta salinan visa atas nama Anda sebelum berangkat.

sign-licence_claimed = Mengaku punya izin
sign-licence_claimed-why = Nomor izin dan logo mudah disalin. Kami tidak mencocokkannya dengan daftar resmi.
sign-licence_claimed-do = Cocokkan nama dan nomor izinnya di daftar P3MI, atau tanyakan ke Disnaker.

sign-licensed_placement_agency = Perusahaan penempatan berizin
sign-licensed_placement_agency-why = Nama dan nomornya cocok dengan daftar resmi pada tanggal daftar itu. Orang lain masih bisa mencatut namanya.
sign-licensed_placement_agency-do = Hubungi perusahaan lewat nomor di daftar resmi, bukan nomor di iklan.

sign-other-why = Tanda ini sering ada dalam umpan perekrutan.
sign-other-do = Tanyakan kepada orang yang Anda percaya sebelum menjawab.
