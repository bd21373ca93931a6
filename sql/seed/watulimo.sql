-- Kecamatan Watulimo as rekamctl seed-demo makes it.  May be run again.  Codes and names of
-- the villages: Kemendagri table.  Steps, words and minutes: SOP 000.8.3.4/SOP.03/406.08/2025.
-- The signatories are invented; their NIP cannot exist.

INSERT IGNORE INTO office (id, region_code, agency_code, government, name, place, regency, province,
  address, phone)
VALUES (1, '350308', '406.08', 'PEMERINTAH KABUPATEN TRENGGALEK', 'KECAMATAN WATULIMO', 'Watulimo',
  'Trenggalek', 'Jawa Timur', 'Jalan Raya Prigi No. 01 Watulimo', '(0355) 551488');

INSERT IGNORE INTO village (office_id, code, name, kind) VALUES
  (1, '35.03.08.2001', 'Karanggandu', 'Desa'),
  (1, '35.03.08.2002', 'Sawahan', 'Desa'),
  (1, '35.03.08.2003', 'Dukuh', 'Desa'),
  (1, '35.03.08.2004', 'Pakel', 'Desa'),
  (1, '35.03.08.2005', 'Margomulyo', 'Desa'),
  (1, '35.03.08.2006', 'Ngembel', 'Desa'),
  (1, '35.03.08.2007', 'Slawe', 'Desa'),
  (1, '35.03.08.2008', 'Gemaharjo', 'Desa'),
  (1, '35.03.08.2009', 'Watulimo', 'Desa'),
  (1, '35.03.08.2010', 'Watuagung', 'Desa'),
  (1, '35.03.08.2011', 'Prigi', 'Desa'),
  (1, '35.03.08.2012', 'Tasikmadu', 'Desa');

-- The SOP leaves its effective date empty; the date it was made stands in.
INSERT IGNORE INTO sop_version (id, office_id, number, title, made_on, effective_on)
VALUES (1, 1, '000.8.3.4/SOP.03/406.08/2025', 'Perekaman Biometrik e-KTP', '2025-02-14', '2025-02-14');

INSERT IGNORE INTO sop_step (sop_version_id, step, title, activity, minutes, output) VALUES
  (1, 1, 'Penerimaan Berkas',
   'Menyerahkan form K.P1 permohonan Rekomendasi Perekaman Biometrik e-KTP', 2,
   'Form permohonan Perekaman e-KTP yang lengkap dengan persyaratannya'),
  (1, 2, 'Verifikasi dan Validasi Data', 'Verifikasi dan validasi data penduduk', 3, ''),
  (1, 3, 'Penomoran Agenda', 'Memberi nomor agenda dan tanggal permohonan Perekaman', NULL, ''),
  (1, 4, 'Penandatanganan Berkas', 'Mengajukan permohonan penandatanganan berkas', 5, ''),
  (1, 5, 'Perekaman Biometrik', 'Melakukan Perekaman Biometrik e-KTP', 8, ''),
  (1, 6, 'Penyerahan Rekomendasi',
   'Memberikan rekomendasi kepada pemohon Perekaman e-KTP', 5,
   'Rekom KTP siap dikirim ke dispendukcapil');

INSERT IGNORE INTO requirement (sop_version_id, code, label, note, mandatory, waivable, sort) VALUES
  (1, 'PENGANTAR', 'Surat pengantar desa/kelurahan', 'Asli, ditandatangani kepala desa/lurah', 1, 1, 1),
  (1, 'KP1', 'Form permohonan K.P1', 'Diisi lengkap dan ditandatangani pemohon', 1, 0, 2),
  (1, 'KK', 'Fotokopi Kartu Keluarga', 'Satu lembar, terbaca jelas', 1, 0, 3);

INSERT IGNORE INTO signatory (id, office_id, role, form, name, nip, rank, title, valid_from, sort) VALUES
  (1, 1, 'CAMAT', 'LANGSUNG', 'Bagus Contoh Prasetya, S.STP., M.Si.', '99999999 999999 9 001',
   'Pembina Tingkat I (IV/b)', 'Camat Watulimo', '2025-01-01', 1),
  (2, 1, 'SEKCAM', 'AN', 'Teladan Nugroho, S.E., M.M.', '99999999 999999 9 002',
   'Pembina (IV/a)', 'Sekretaris Kecamatan', '2025-01-01', 2),
  (3, 1, 'KASI', 'AN_UB', 'Retno Contoh Wibowo, S.Sos.', '99999999 999999 9 003',
   'Penata Tingkat I (III/d)', 'Kepala Seksi Pelayanan dan Perizinan', '2025-01-01', 3);

-- The sheet of the SOP as it stands, with its slips of the pen: /sop quotes it and tells of them apart.
INSERT IGNORE INTO sop_text (sop_version_id, part, sort, text) VALUES
  (1, 'DASAR_HUKUM', 1, 'Undang undang Nomor 24 Tahun 2013 tentang Perubahan atas Undang-undang Nomor 23 Tahun 2016 tentang Administrasi Kependudukan ;'),
  (1, 'DASAR_HUKUM', 2, 'Peraturan Pemerintah Nomor 37 Tahun 2007 tentang Administrasi Kependudukan ;'),
  (1, 'DASAR_HUKUM', 3, 'Peraturan Presiden Nomor 25 tahun 2008 tentang Persyaratan dan Tata Cara Pendaftaran Penduduk dan Pencatatan Sipil ;'),
  (1, 'DASAR_HUKUM', 4, 'Peraturan Menteri Pendayagunaan Aparator Negara Nomor 35 Tahun 2012 tentang Pedoman Penyusunan Standar Operasional Prosedur Administrasi Pemerintahan ;'),
  (1, 'DASAR_HUKUM', 5, 'Peraturan Daerah Nomor 25 Tahun 2011 tentang Administrasi Kependudukan di Kab. Trenggalek ;'),
  (1, 'DASAR_HUKUM', 6, 'Peraturan Bupati Trenggalek Nomor 59 Tahun 2014 tentang Pedoman Pelayanan Administrasi Terpadu Kecamatan ;'),
  (1, 'DASAR_HUKUM', 7, 'Peraturan Bupati Trenggalek Nomor 34 Tahun 2017 tentang Penjabaran Tugas Kecamatan ;'),
  (1, 'DASAR_HUKUM', 8, 'Keputusan Bupati Trenggalek Nomor 188.45/580/35.03.001.3/2017 tentang Pelimpahan Sebagian Kewenangan Bupati kepada Camat sebagian Urusan Pemerintahan ;'),
  (1, 'DISAHKAN', 1, 'CAMAT WATULIMO'),
  (1, 'KUALIFIKASI', 1, 'Umum, minimal SLTA sederajat'),
  (1, 'KETERKAITAN', 1, '1. Eksternal'),
  (1, 'PERALATAN', 1, '1. Alat Tulis'),
  (1, 'PERALATAN', 2, '2. Komputer'),
  (1, 'PERINGATAN', 1, '1. Penanganan Perekaman Biometrik e-KTP yang kurang optimal akan mengganggu pelayanan masyarakat/tidak terciptanya pelayanan prima'),
  (1, 'SYARAT_1', 1, 'Pengantar dari desa/kel'),
  (1, 'SYARAT_1', 2, 'Form permohonan K.P1 Perekaman e-KTP'),
  (1, 'SYARAT_2', 1, 'Berkas permohonan Perekaman e-KTP'),
  (1, 'SYARAT_2', 2, 'Buku Register pendaftaran'),
  (1, 'SYARAT_2', 3, 'Alat Tulis'),
  (1, 'SYARAT_4', 1, 'Permohonan Perekaman e-KTP Lengkap'),
  (1, 'SYARAT_6', 1, 'Permohonan KTP siap di kirim ke Dispendukcapil');
