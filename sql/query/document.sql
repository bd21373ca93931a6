-- Papers of a case.

-- name: document_add :insert
-- by: web migrate
-- in: office int64, case_id int64?, kind text, letter_year int64?, letter_no int64?, letter_number text, letter_day day?, signatory int64?, canonical text?, text_hash blob?, approved_by int64?, approved_at utc?, at utc, actor int64?
INSERT INTO document (office_id, case_id, kind, letter_year, letter_no, letter_number, letter_day,
  signatory_id, canonical, text_hash, approved_by, approved_at, created_at, created_by)
VALUES (:office, :case_id, :kind, :letter_year, :letter_no, :letter_number, :letter_day,
  :signatory, :canonical, :text_hash, :approved_by, :approved_at, :at, :actor);

-- Bytes are written once: the condition makes a second freeze match no row.
-- name: document_freeze :exec
-- by: web migrate
-- in: id int64, bytes blob, sha256 blob, pages int64, code text, at utc
UPDATE document SET bytes = :bytes, sha256 = :sha256, pages = :pages, code = :code, frozen_at = :at
WHERE id = :id AND bytes IS NULL AND void = 0;

-- The signer says yes to exactly the text he saw.
-- name: document_approve :exec
-- by: web
-- in: id int64, text_hash blob, actor int64, at utc
UPDATE document SET approved_by = :actor, approved_at = :at
WHERE id = :id AND bytes IS NULL AND void = 0 AND text_hash = :text_hash;

-- The yes was not proved: it is taken back.
-- name: document_unapprove :exec
-- by: web
-- in: id int64, actor int64
UPDATE document SET approved_by = NULL, approved_at = NULL
WHERE id = :id AND bytes IS NULL AND void = 0 AND approved_by = :actor;

-- name: document_void :exec
-- by: web
-- in: case_id int64, kind text
UPDATE document SET void = 1 WHERE case_id = :case_id AND kind = :kind AND void = 0;

-- name: document_letter :one
-- by: web station
-- in: case_id int64
-- row: id int64, letter_year int64, letter_no int64, letter_number text, letter_day day, signatory_id int64?, canonical text?, text_hash blob?, approved_by int64?, code text, frozen_at utc?, sha256 blob?
SELECT id, letter_year, letter_no, letter_number, letter_day, signatory_id, canonical, text_hash,
  approved_by, code, frozen_at, sha256
FROM document WHERE case_id = :case_id AND kind = 'REKOMENDASI' AND void = 0
ORDER BY id DESC LIMIT 1;

-- A paper's print state is that of its last job.
-- name: document_list :many
-- by: web
-- in: case_id int64
-- row: id int64, kind text, letter_number text, letter_day day?, frozen_at utc?, is_void int64, pages int64?, sha256 blob?, code text, job int64?, job_state text?, job_reason text?, job_copies int64?, job_at utc?, printer text?, signed_at utc?, signer text?, signer_title text?, signed_mode text?, factor text?, signed_actor text?
SELECT d.id, d.kind, d.letter_number, d.letter_day, d.frozen_at, d.void, d.pages, d.sha256, d.code,
  j.id, j.state, j.reason, j.copies, COALESCE(j.ended_at, j.accepted_at, j.created_at), p.label,
  g.at, g.name, g.title, g.mode, g.factor, g.actor_name
FROM document d
LEFT JOIN print_job j ON j.id = (SELECT MAX(id) FROM print_job WHERE document_id = d.id)
LEFT JOIN printer p ON p.id = j.printer_id
LEFT JOIN signature g ON g.document_id = d.id
WHERE d.case_id = :case_id ORDER BY d.id;

-- name: document_bytes :one
-- by: web
-- in: id int64, office int64
-- row: id int64, case_id int64?, kind text, letter_number text, is_void int64, bytes blob?, sha256 blob?
SELECT id, case_id, kind, letter_number, void, bytes, sha256 FROM document WHERE id = :id AND office_id = :office;
