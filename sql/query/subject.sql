-- Everything about one person (UU 27/2022: access with the history of processing), and the
-- register of what persons asked.

-- name: subject_cases :many
-- by: web
-- in: office int64, nik text
-- row: id int64
SELECT id FROM casefile WHERE office_id = :office AND nik = :nik ORDER BY id;

-- Never the image: which finger, how good, when, where, by whom, and whether a sealed record exists.
-- name: subject_captures :many
-- by: web
-- in: case_id int64
-- row: finger int64, purpose text, state text, quality int64?, ordered_at utc, ended_at utc?, station text, who text?, stored_at utc?, epoch text?, sha256 blob?, destroyed_at utc?
SELECT k.finger, k.purpose, k.state, k.quality, k.ordered_at, k.ended_at, s.label, u.name,
  i.stored_at, i.epoch, i.sha256, x.at
FROM capture k JOIN station s ON s.id = k.station_id
LEFT JOIN user u ON u.id = k.ordered_by
LEFT JOIN capture_image i ON i.case_id = k.case_id AND i.finger = k.finger AND i.capture_id = k.id
LEFT JOIN destruction x ON x.id = i.destroyed_id
WHERE k.case_id = :case_id ORDER BY k.id;

-- name: subject_exceptions :many
-- by: web
-- in: case_id int64
-- row: finger int64, reason text, note text, at utc, who text?
SELECT x.finger, x.reason, x.note, x.at, u.name
FROM finger_exception x LEFT JOIN user u ON u.id = x.by_user
WHERE x.case_id = :case_id ORDER BY x.finger;

-- name: subject_signatures :many
-- by: web
-- in: case_id int64
-- row: document_id int64, mode text, name text, title text, actor text, at utc, factor text, text_hash blob
SELECT document_id, mode, name, title, actor_name, at, factor, text_hash
FROM signature WHERE case_id = :case_id ORDER BY id;

-- Who looked at or changed the person's cases, papers and prints; also from a terminal.
-- name: subject_traces :many
-- by: web
-- in: office int64, nik text
-- row: id int64, at utc, who text?, roles int64, address text, action text, object text, detail text
SELECT a.id, a.at, u.name, a.roles, a.address, a.action, a.object, a.detail
FROM (
  SELECT CONCAT('casefile/', c.id) AS object FROM casefile c
  WHERE c.office_id = :office AND c.nik = :nik
  UNION ALL
  SELECT CONCAT('document/', d.id) FROM document d JOIN casefile c ON c.id = d.case_id
  WHERE c.office_id = :office AND c.nik = :nik
  UNION ALL
  SELECT CONCAT('print_job/', j.id) FROM print_job j JOIN document d ON d.id = j.document_id
    JOIN casefile c ON c.id = d.case_id
  WHERE c.office_id = :office AND c.nik = :nik
) o JOIN audit a ON a.object = o.object
LEFT JOIN user u ON u.id = a.actor_id
ORDER BY a.id;

-- Lists that were opened since the person's first case and may have shown it (register, queue,
-- search, who is affected): a list keeps no trace of its rows.
-- name: subject_lists :many
-- by: web
-- in: office int64, since utc
-- row: object text, who text?, n int64, first_at utc, last_at utc
SELECT a.object, u.name, COUNT(*), MIN(a.at), MAX(a.at)
FROM audit a LEFT JOIN user u ON u.id = a.actor_id
WHERE a.office_id = :office AND a.at >= :since AND a.action <> 'DITOLAK'
  AND (a.object IN ('antrean', 'permohonan', 'terdampak', 'beranda', 'cetak', 'meja-tanda-tangan', 'alihkan', 'mutu-sidik-jari') OR a.object LIKE 'register/%' OR a.object LIKE 'insiden/%')
  AND a.action IN ('LIHAT', 'CARI', 'LIHAT_TERDAMPAK', 'UNDUH_TERDAMPAK')
GROUP BY a.object, a.actor_id, u.name ORDER BY 5;

-- name: subject_request_add :insert
-- by: web
-- in: office int64, year int64, no int64, kind text, nik text, name text, asked_by text, asked_as text, proof text, proof_note text, wish text, received_at utc, at utc, actor int64
INSERT INTO subject_request (office_id, year, no, kind, nik, name, asked_by, asked_as, proof,
  proof_note, wish, received_at, created_at, created_by)
VALUES (:office, :year, :no, :kind, :nik, :name, :asked_by, :asked_as, :proof, :proof_note, :wish,
  :received_at, :at, :actor);

-- Those that wait first, the one with the nearest end on top; then the answered ones.
-- name: subject_request_list :many
-- by: web
-- in: office int64, skip int64, size int64
-- row: id int64, year int64, no int64, kind text, nik text, name text, received_at utc, outcome text?, answered_at utc?, total int64, waiting int64
SELECT r.id, r.year, r.no, r.kind, r.nik, r.name, r.received_at, a.outcome, a.answered_at,
  COUNT(*) OVER (), SUM(a.request_id IS NULL) OVER ()
FROM subject_request r LEFT JOIN subject_answer a ON a.request_id = r.id
WHERE r.office_id = :office
ORDER BY a.request_id IS NOT NULL, IF(a.request_id IS NULL, r.received_at, NULL), r.id DESC
LIMIT :size OFFSET :skip;

-- name: subject_request_get :one
-- by: web
-- in: id int64, office int64
-- row: id int64, year int64, no int64, kind text, nik text, name text, asked_by text, asked_as text, proof text, proof_note text, wish text, received_at utc, created_at utc, created_by text, outcome text?, note text?, answered_at utc?, answered_by text?
SELECT r.id, r.year, r.no, r.kind, r.nik, r.name, r.asked_by, r.asked_as, r.proof, r.proof_note,
  r.wish, r.received_at, r.created_at, u.name, a.outcome, a.note, a.answered_at, w.name
FROM subject_request r JOIN user u ON u.id = r.created_by
LEFT JOIN subject_answer a ON a.request_id = r.id
LEFT JOIN user w ON w.id = a.answered_by
WHERE r.id = :id AND r.office_id = :office;

-- name: subject_request_of :many
-- by: web
-- in: office int64, nik text
-- row: year int64, no int64, kind text, asked_by text, asked_as text, received_at utc, outcome text?, note text?, answered_at utc?
SELECT r.year, r.no, r.kind, r.asked_by, r.asked_as, r.received_at, a.outcome, a.note, a.answered_at
FROM subject_request r LEFT JOIN subject_answer a ON a.request_id = r.id
WHERE r.office_id = :office AND r.nik = :nik ORDER BY r.id;

-- name: subject_answer_add :exec
-- by: web
-- in: id int64, outcome text, note text, at utc, actor int64
INSERT INTO subject_answer (request_id, outcome, note, answered_at, answered_by)
VALUES (:id, :outcome, :note, :at, :actor);
