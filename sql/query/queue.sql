-- Lists of cases: the queue, the register, the signer's desk, the home page.
-- Eight keys begin with the office: the one that answers is named, or the optimizer looks into each of them first, which
-- at ten million cases takes longer than the rows do.

-- The keyset is (status_at, id); the row constructor alone would not become a
-- range in MariaDB 10.11, hence the leading status_at >= :after_at.
-- name: queue_list :many
-- by: web
-- in: office int64, after_at utc, after_id int64, size int64
-- row: id int64, agenda_no int64?, agenda_year int64?, name text, nik text, village text, status text, status_at utc, created_at utc, sign_mode text, again_on day?
SELECT c.id, c.agenda_no, c.agenda_year, c.name, c.nik, v.name, c.status, c.status_at, c.created_at, c.sign_mode, c.again_on
FROM casefile c FORCE INDEX (casefile_queue) JOIN village v ON v.id = c.village_id
WHERE c.office_id = :office AND c.open = 1
  AND c.status_at >= :after_at AND (c.status_at > :after_at OR c.id > :after_id)
ORDER BY c.status_at, c.id LIMIT :size;

-- name: queue_list_status :many
-- by: web
-- in: office int64, status1 text, status2 text, status3 text, status4 text, after_at utc, after_id int64, size int64
-- row: id int64, agenda_no int64?, agenda_year int64?, name text, nik text, village text, status text, status_at utc, created_at utc, sign_mode text, again_on day?
SELECT c.id, c.agenda_no, c.agenda_year, c.name, c.nik, v.name, c.status, c.status_at, c.created_at, c.sign_mode, c.again_on
FROM casefile c FORCE INDEX (casefile_queue) JOIN village v ON v.id = c.village_id
WHERE c.office_id = :office AND c.open = 1 AND c.status IN (:status1, :status2, :status3, :status4)
  AND c.status_at >= :after_at AND (c.status_at > :after_at OR c.id > :after_id)
ORDER BY c.status_at, c.id LIMIT :size;

-- name: queue_counts :many
-- by: web
-- in: office int64
-- row: status text, n int64
SELECT status, COUNT(*) FROM casefile FORCE INDEX (casefile_queue) WHERE office_id = :office AND open = 1 GROUP BY status;

-- A name or a NIK from its beginning.
-- name: case_search :many
-- by: web
-- in: office int64, nik_from text, name_from text, size int64
-- row: id int64, agenda_no int64?, agenda_year int64?, name text, nik text, village text, status text, status_at utc, created_at utc, sign_mode text, again_on day?
SELECT c.id, c.agenda_no, c.agenda_year, c.name, c.nik, v.name, c.status, c.status_at, c.created_at, c.sign_mode, c.again_on
FROM casefile c JOIN village v ON v.id = c.village_id
WHERE c.office_id = :office AND (c.nik LIKE :nik_from OR c.name LIKE :name_from)
ORDER BY c.id DESC LIMIT :size;

-- name: case_by_agenda :one
-- by: web
-- in: office int64, year int64, no int64
-- row: id int64
SELECT id FROM casefile WHERE office_id = :office AND agenda_year = :year AND agenda_no = :no;

-- name: register_list :many
-- by: web
-- in: office int64, year int64, before_no int64, size int64
-- row: id int64, agenda_no int64, agenda_day day, name text, nik text, kk text, sex text, birth_place text, birth_day day, address text, village text, intro_number text, intro_day day?, status text, letter_number text?, letter_day day?, signatory text?, recorded_at utc?, received_at utc?, received_by text
SELECT c.id, c.agenda_no, c.agenda_day, c.name, c.nik, c.kk, c.sex, c.birth_place, c.birth_day, c.address,
  v.name, c.intro_number, c.intro_day, c.status, d.letter_number, d.letter_day, s.name,
  c.recorded_at, c.received_at, c.received_by
FROM casefile c JOIN village v ON v.id = c.village_id
LEFT JOIN document d ON d.id = (SELECT MAX(id) FROM document
  WHERE case_id = c.id AND kind = 'REKOMENDASI' AND void = 0 AND pending = 0)
LEFT JOIN signatory s ON s.id = d.signatory_id
WHERE c.office_id = :office AND c.agenda_year = :year AND c.agenda_no < :before_no
ORDER BY c.agenda_no DESC LIMIT :size;

-- name: desk_list :many
-- by: web
-- in: office int64, user int64
-- row: id int64, agenda_no int64?, agenda_year int64?, name text, nik text, village text, status_at utc, letter_number text?, signatory text
SELECT c.id, c.agenda_no, c.agenda_year, c.name, c.nik, v.name, c.status_at, d.letter_number, s.name
FROM casefile c FORCE INDEX (casefile_queue) JOIN village v ON v.id = c.village_id JOIN signatory s ON s.id = c.signatory_id
LEFT JOIN document d ON d.id = (SELECT MAX(id) FROM document
  WHERE case_id = c.id AND kind = 'REKOMENDASI' AND void = 0 AND pending = 0)
WHERE c.office_id = :office AND c.open = 1 AND c.status = 'MENUNGGU_TTD' AND c.sign_mode = 'ELEKTRONIK'
  AND s.user_id = :user
ORDER BY c.status_at, c.id LIMIT 100;

-- name: desk_done :many
-- by: web
-- in: office int64, user int64
-- row: id int64, agenda_no int64?, agenda_year int64?, name text, nik text, village text, at utc, letter_number text, signatory text?
SELECT c.id, c.agenda_no, c.agenda_year, c.name, c.nik, v.name, d.approved_at, d.letter_number, s.name
FROM document d JOIN casefile c ON c.id = d.case_id JOIN village v ON v.id = c.village_id
LEFT JOIN signatory s ON s.id = d.signatory_id
WHERE d.office_id = :office AND d.approved_by = :user AND d.frozen_at IS NOT NULL
ORDER BY d.id DESC LIMIT 10;

-- name: done_today :one
-- by: web
-- in: office int64, since utc
-- row: received int64, finished int64
SELECT
  (SELECT COUNT(*) FROM casefile FORCE INDEX (casefile_created) WHERE office_id = :office AND created_at >= :since),
  (SELECT COUNT(*) FROM casefile FORCE INDEX (casefile_queue) WHERE office_id = :office AND open = 0 AND status_at >= :since AND status = 'SELESAI');

-- name: steps_done_today :many
-- by: web
-- in: office int64, since utc
-- row: step int64, n int64
SELECT t.step, COUNT(*) FROM step_time t FORCE INDEX (step_time_ended) STRAIGHT_JOIN casefile c FORCE INDEX (PRIMARY) ON c.id = t.case_id
WHERE t.ended_at >= :since AND c.office_id = :office GROUP BY t.step;

-- Letters that wait for a signature, with whose name is under them.
-- name: waiting_list :many
-- by: web
-- in: office int64, today day
-- row: id int64, version int64, name text, letter_number text?, status_at utc, signatory int64, signatory_name text, form text, in_office int64
SELECT c.id, c.version, c.name, d.letter_number, c.status_at, s.id, s.name, s.form,
  s.valid_from <= :today AND (s.valid_to IS NULL OR s.valid_to >= :today)
FROM casefile c FORCE INDEX (casefile_queue) JOIN signatory s ON s.id = c.signatory_id
LEFT JOIN document d ON d.id = (SELECT MAX(id) FROM document
  WHERE case_id = c.id AND kind = 'REKOMENDASI' AND void = 0 AND pending = 0)
WHERE c.office_id = :office AND c.open = 1 AND c.status = 'MENUNGGU_TTD'
ORDER BY s.id, c.status_at, c.id LIMIT 500;
