-- Papers of a case.

-- name: document_add :insert
-- by: web station
-- in: office int64, case_id int64?, kind text, letter_year int64?, letter_no int64?, letter_number text, letter_day day?, signatory int64?, canonical text?, text_hash blob?, approved_by int64?, approved_at utc?, at utc, actor int64?
INSERT INTO document (office_id, case_id, kind, letter_year, letter_no, letter_number, letter_day,
  signatory_id, canonical, text_hash, approved_by, approved_at, created_at, created_by)
VALUES (:office, :case_id, :kind, :letter_year, :letter_no, :letter_number, :letter_day,
  :signatory, :canonical, :text_hash, :approved_by, :approved_at, :at, :actor);

-- Bytes are written once: the condition makes a second freeze match no row.
-- name: document_freeze :exec
-- by: web station
-- in: id int64, bytes blob, sha256 blob, pages int64, code text, at utc
UPDATE document SET bytes = :bytes, sha256 = :sha256, pages = :pages, code = :code, frozen_at = :at
WHERE id = :id AND bytes IS NULL AND void = 0;

-- name: document_renew :exec
-- by: web
-- in: id int64, letter_day day, signatory int64, canonical text, text_hash blob, approved_by int64, approved_at utc
UPDATE document SET letter_day = :letter_day, signatory_id = :signatory, canonical = :canonical,
  text_hash = :text_hash, approved_by = :approved_by, approved_at = :approved_at
WHERE id = :id AND bytes IS NULL AND void = 0;

-- name: document_void :exec
-- by: web
-- in: case_id int64, kind text
UPDATE document SET void = 1 WHERE case_id = :case_id AND kind = :kind AND void = 0;

-- name: document_letter :one
-- by: web station
-- in: case_id int64
-- row: id int64, letter_year int64, letter_no int64, letter_number text, letter_day day, signatory_id int64?, text_hash blob?, code text, frozen_at utc?
SELECT id, letter_year, letter_no, letter_number, letter_day, signatory_id, text_hash, code, frozen_at
FROM document WHERE case_id = :case_id AND kind = 'REKOMENDASI' AND void = 0
ORDER BY id DESC LIMIT 1;

-- name: document_list :many
-- by: web station
-- in: case_id int64
-- row: id int64, kind text, letter_number text, frozen_at utc?, void int64, pages int64?
SELECT id, kind, letter_number, frozen_at, void, pages FROM document WHERE case_id = :case_id ORDER BY id;

-- name: document_bytes :one
-- by: web
-- in: id int64, office int64
-- row: id int64, case_id int64?, kind text, letter_number text, void int64, bytes blob?, sha256 blob?
SELECT id, case_id, kind, letter_number, void, bytes, sha256 FROM document WHERE id = :id AND office_id = :office;
