# Waktu yang baru lewat, dan ukuran berkas.

time-now = baru saja
time-minutes-ago = { $count } menit lalu
time-hours-ago = { $count } jam lalu
time-days-ago = { $count } hari lalu
time-months-ago = { $count } bulan lalu
time-clock = { $hour }.{ $minute } { $zone }
