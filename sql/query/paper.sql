-- What papers other than the letter are made of: books, reports, minutes.

-- name: paper_office :one
-- by: web admin
-- in: id int64
-- row: receipt int64, receipt_paper text
SELECT receipt, receipt_paper FROM office WHERE id = :id;

-- name: paper_office_set :exec
-- by: admin
-- in: id int64, receipt int64, receipt_paper text
UPDATE office SET receipt = :receipt, receipt_paper = :receipt_paper WHERE id = :id;

-- Who signed is the snapshot where there is one.
-- name: paper_register :many
-- by: web
-- in: office int64, year int64, first day, last day, no_first int64, no_last int64, size int64
-- row: agenda_no int64, agenda_day day, created_at utc, name text, nik text, kk text, sex text, birth_place text, birth_day day, address text, rt text, rw text, village text, intro_number text, intro_day day?, status text, letter_number text?, letter_day day?, signer text?, recorded_at utc?, exceptions int64, received_at utc?, received_by text, received_as text
SELECT c.agenda_no, c.agenda_day, c.created_at, c.name, c.nik, c.kk, c.sex, c.birth_place, c.birth_day, c.address,
  c.rt, c.rw, v.name, c.intro_number, c.intro_day, c.status, d.letter_number, d.letter_day, COALESCE(g.name, s.name),
  c.recorded_at, (SELECT COUNT(*) FROM finger_exception x WHERE x.case_id = c.id), c.received_at, c.received_by,
  c.received_as
FROM casefile c JOIN village v ON v.id = c.village_id
LEFT JOIN document d ON d.id = (SELECT MAX(id) FROM document
  WHERE case_id = c.id AND kind = 'REKOMENDASI' AND void = 0 AND pending = 0)
LEFT JOIN signatory s ON s.id = d.signatory_id
LEFT JOIN signature g ON g.document_id = d.id
WHERE c.office_id = :office AND c.agenda_year = :year AND c.agenda_no BETWEEN :no_first AND :no_last
  AND c.agenda_day BETWEEN :first AND :last
ORDER BY c.agenda_no LIMIT :size;

-- A number stands once: a letter that went to a substitute with its last sheet.
-- name: paper_outgoing :many
-- by: web
-- in: office int64, year int64, first day, last day, no_first int64, no_last int64, size int64
-- row: letter_no int64, letter_number text, letter_day day, kind text, is_void int64, name text?, replaced text?
SELECT d.letter_no, d.letter_number, d.letter_day, d.kind, d.void, c.name, r.letter_number
FROM document d LEFT JOIN casefile c ON c.id = d.case_id LEFT JOIN document r ON r.id = d.replaced_by
WHERE d.office_id = :office AND d.letter_year = :year AND d.letter_no BETWEEN :no_first AND :no_last
  AND d.letter_day BETWEEN :first AND :last
  AND NOT EXISTS (SELECT 1 FROM document x WHERE x.office_id = d.office_id AND x.letter_year = d.letter_year
    AND x.letter_no = d.letter_no AND x.turn > d.turn)
ORDER BY d.letter_no LIMIT :size;

-- The last numbers of a day: a book that ends before them does not close the day.
-- name: paper_day_end :one
-- by: web
-- in: office int64, year int64, today day
-- row: agenda int64?, letter int64?
SELECT (SELECT MAX(agenda_no) FROM casefile WHERE office_id = :office AND agenda_year = :year AND agenda_day = :today),
  (SELECT MAX(letter_no) FROM document WHERE office_id = :office AND letter_year = :year AND letter_day = :today);

-- name: paper_states :many
-- by: web
-- in: office int64, year int64, first day, last day
-- row: status text, n int64, first_no int64, last_no int64
SELECT status, COUNT(*), MIN(agenda_no), MAX(agenda_no) FROM casefile
WHERE office_id = :office AND agenda_year = :year AND agenda_day BETWEEN :first AND :last
GROUP BY status ORDER BY status;

-- Numbers between these on paper slips: how many, how many of them have a case dated within the days, how many have
-- any case, and how many were declared void.
-- name: paper_slips :one
-- by: web
-- in: office int64, year int64, first day, last day, no_first int64, no_last int64
-- row: slips int64, dated int64, keyed int64, voided int64
SELECT CAST(COALESCE(SUM(LEAST(s.last_no, :no_last) - GREATEST(s.first_no, :no_first) + 1), 0) AS SIGNED),
  COALESCE(SUM((SELECT COUNT(*) FROM casefile c WHERE c.office_id = s.office_id AND c.agenda_year = s.year
    AND c.agenda_no BETWEEN GREATEST(s.first_no, :no_first) AND LEAST(s.last_no, :no_last) AND c.agenda_day BETWEEN :first AND :last)), 0),
  COALESCE(SUM((SELECT COUNT(*) FROM casefile c WHERE c.office_id = s.office_id AND c.agenda_year = s.year
    AND c.agenda_no BETWEEN GREATEST(s.first_no, :no_first) AND LEAST(s.last_no, :no_last))), 0),
  COALESCE(SUM((SELECT COUNT(*) FROM agenda_void a WHERE a.office_id = s.office_id AND a.year = s.year
    AND a.no BETWEEN GREATEST(s.first_no, :no_first) AND LEAST(s.last_no, :no_last))), 0)
FROM agenda_slip s WHERE s.office_id = :office AND s.year = :year AND s.first_no <= :no_last AND s.last_no >= :no_first;

-- name: paper_void :many
-- by: web
-- in: office int64, year int64, first day, last day, size int64
-- row: letter_number text, letter_day day, status text?, sheets int64, moved int64, replaced text?
SELECT d.letter_number, d.letter_day, c.status, COALESCE((SELECT SUM(j.copies) FROM print_job j
  WHERE j.document_id = d.id AND j.state = 'printed'), 0) * COALESCE(d.pages, 1),
  EXISTS (SELECT 1 FROM document x WHERE x.office_id = d.office_id AND x.letter_year = d.letter_year
    AND x.letter_no = d.letter_no AND x.turn > d.turn), r.letter_number
FROM document d LEFT JOIN casefile c ON c.id = d.case_id LEFT JOIN document r ON r.id = d.replaced_by
WHERE d.office_id = :office AND d.letter_year = :year AND d.void = 1 AND d.letter_day BETWEEN :first AND :last
ORDER BY d.letter_no LIMIT :size;

-- since and until are the same days as points in time.
-- name: paper_villages :many
-- by: web
-- in: office int64, first day, last day, since utc, until utc
-- row: name text, men int64, women int64, numbered int64, letters int64, recorded int64, handed int64
SELECT v.name, COALESCE(SUM(x.men), 0), COALESCE(SUM(x.women), 0), COALESCE(SUM(x.numbered), 0),
  COALESCE(SUM(x.letters), 0), COALESCE(SUM(x.recorded), 0), COALESCE(SUM(x.handed), 0)
FROM village v LEFT JOIN (
  SELECT village_id, sex = 'LAKI-LAKI' AS men, sex = 'PEREMPUAN' AS women, 1 AS numbered, 0 AS letters,
    0 AS recorded, 0 AS handed
  FROM casefile WHERE office_id = :office AND agenda_day BETWEEN :first AND :last
  UNION ALL
  SELECT c.village_id, 0, 0, 0, 1, 0, 0 FROM document d JOIN casefile c ON c.id = d.case_id
  WHERE d.office_id = :office AND d.kind = 'REKOMENDASI' AND d.void = 0 AND d.pending = 0 AND d.letter_day BETWEEN :first AND :last
  UNION ALL
  SELECT village_id, 0, 0, 0, 0, 1, 0 FROM casefile
  WHERE office_id = :office AND recorded_at >= :since AND recorded_at < :until
  UNION ALL
  SELECT village_id, 0, 0, 0, 0, 0, 1 FROM casefile
  WHERE office_id = :office AND received_at >= :since AND received_at < :until
) x ON x.village_id = v.id
WHERE v.office_id = (SELECT COALESCE(training_of, id) FROM office WHERE id = :office) GROUP BY v.id, v.name ORDER BY v.name;

-- name: paper_days :many
-- by: web
-- in: office int64, first day, last day, since utc, until utc
-- row: day day, first_no int64?, last_no int64?, numbered int64, letters int64, recorded int64, handed int64
SELECT x.day, MIN(x.no), MAX(x.no), SUM(x.numbered), SUM(x.letters), SUM(x.recorded), SUM(x.handed)
FROM (
  SELECT agenda_day AS day, agenda_no AS no, 1 AS numbered, 0 AS letters, 0 AS recorded, 0 AS handed
  FROM casefile WHERE office_id = :office AND agenda_day BETWEEN :first AND :last
  UNION ALL
  SELECT letter_day, NULL, 0, 1, 0, 0 FROM document
  WHERE office_id = :office AND kind = 'REKOMENDASI' AND void = 0 AND pending = 0 AND letter_day BETWEEN :first AND :last
  UNION ALL
  SELECT DATE(recorded_at + INTERVAL 7 HOUR), NULL, 0, 0, 1, 0 FROM casefile
  WHERE office_id = :office AND recorded_at >= :since AND recorded_at < :until
  UNION ALL
  SELECT DATE(received_at + INTERVAL 7 HOUR), NULL, 0, 0, 0, 1 FROM casefile
  WHERE office_id = :office AND received_at >= :since AND received_at < :until
) x GROUP BY x.day ORDER BY x.day;

-- name: paper_events :many
-- by: web
-- in: office int64, since utc, until utc
-- row: status text, n int64
SELECT e.to_status, COUNT(DISTINCT e.case_id) FROM case_event e JOIN casefile c ON c.id = e.case_id
WHERE c.office_id = :office AND e.at >= :since AND e.at < :until
GROUP BY e.to_status
UNION ALL
SELECT 'REKAM_DAHULU', COUNT(DISTINCT e.case_id) FROM case_event e JOIN casefile c ON c.id = e.case_id
WHERE c.office_id = :office AND e.at >= :since AND e.at < :until
  AND e.from_status = 'MENUNGGU_TTD' AND e.to_status = 'SEDANG_DIREKAM';

-- The book of outgoing letters on screen, newest number first.
-- name: outgoing_list :many
-- by: web
-- in: office int64, year int64, before_no int64, size int64
-- row: case_id int64?, letter_no int64, letter_number text, letter_day day, kind text, is_void int64, name text?, replaced text?, signer text?
SELECT d.case_id, d.letter_no, d.letter_number, d.letter_day, d.kind, d.void, c.name, r.letter_number, COALESCE(g.name, s.name)
FROM document d LEFT JOIN casefile c ON c.id = d.case_id LEFT JOIN document r ON r.id = d.replaced_by
LEFT JOIN signatory s ON s.id = d.signatory_id LEFT JOIN signature g ON g.document_id = d.id
WHERE d.office_id = :office AND d.letter_year = :year AND d.letter_no < :before_no
  AND NOT EXISTS (SELECT 1 FROM document x WHERE x.office_id = d.office_id AND x.letter_year = d.letter_year
    AND x.letter_no = d.letter_no AND x.turn > d.turn)
ORDER BY d.letter_no DESC LIMIT :size;

-- What stands between an office and its evening.
-- name: day_close :one
-- by: web
-- in: office int64, year int64, today day, since utc
-- row: received int64, numbered int64, first_no int64?, last_no int64?, is_signed int64, recorded int64, finished int64, recording int64, at_counter int64, at_signer int64, later int64, printing int64, held int64, slips int64, closed int64
SELECT
  (SELECT COUNT(*) FROM casefile WHERE office_id = :office AND created_at >= :since),
  (SELECT COUNT(*) FROM casefile WHERE office_id = :office AND agenda_day = :today),
  (SELECT MIN(agenda_no) FROM casefile WHERE office_id = :office AND agenda_day = :today AND agenda_year = :year),
  (SELECT MAX(agenda_no) FROM casefile WHERE office_id = :office AND agenda_day = :today AND agenda_year = :year),
  (SELECT COUNT(*) FROM casefile WHERE office_id = :office AND signed_at >= :since),
  (SELECT COUNT(*) FROM casefile WHERE office_id = :office AND recorded_at >= :since),
  (SELECT COUNT(*) FROM casefile WHERE office_id = :office AND open = 0 AND status_at >= :since AND status = 'SELESAI'),
  (SELECT COUNT(*) FROM casefile WHERE office_id = :office AND open = 1 AND status = 'SEDANG_DIREKAM'),
  (SELECT COUNT(*) FROM casefile WHERE office_id = :office AND open = 1
    AND status IN ('DRAF', 'BERKAS_DITERIMA', 'TERVERIFIKASI', 'TERAGENDA', 'TTD_DIKEMBALIKAN', 'TEREKAM')),
  (SELECT COUNT(*) FROM casefile WHERE office_id = :office AND open = 1 AND status = 'MENUNGGU_TTD'),
  (SELECT COUNT(*) FROM casefile WHERE office_id = :office AND open = 1
    AND status IN ('BERKAS_DIKEMBALIKAN', 'DATA_TIDAK_SESUAI', 'DITANDATANGANI', 'PEREKAMAN_GAGAL', 'DIJADWALKAN_ULANG')),
  (SELECT COUNT(*) FROM print_job WHERE office_id = :office AND state IN ('queued', 'claimed', 'accepted')),
  (SELECT COUNT(*) FROM print_job WHERE office_id = :office AND state = 'held'),
  (SELECT COALESCE(SUM(left_n), 0) FROM agenda_slip WHERE office_id = :office),
  (SELECT COUNT(*) FROM audit WHERE office_id = :office AND action = 'TUTUP_HARI' AND at >= :since);
