-- Papers of a case.

-- name: document_add :insert
-- by: web migrate
-- in: office int64, case_id int64?, kind text, letter_year int64?, letter_no int64?, letter_number text, letter_day day?, signatory int64?, canonical text?, text_hash blob?, approved_by int64?, approved_at utc?, at utc, actor int64?, turn int64, pending int64, revokes int64?, wording int64?
INSERT INTO document (office_id, case_id, kind, letter_year, letter_no, letter_number, letter_day,
  signatory_id, canonical, text_hash, approved_by, approved_at, created_at, created_by, turn,
  pending, revokes_id, wording_id)
VALUES (:office, :case_id, :kind, :letter_year, :letter_no, :letter_number, :letter_day,
  :signatory, :canonical, :text_hash, :approved_by, :approved_at, :at, :actor, :turn, :pending, :revokes, :wording);

-- Bytes are written once: the condition makes a second freeze match no row.
-- name: document_freeze :exec
-- by: web migrate
-- in: id int64, bytes blob, sha256 blob, pages int64, code text, at utc
UPDATE document SET bytes = :bytes, sha256 = :sha256, pages = :pages, code = :code, frozen_at = :at
WHERE id = :id AND bytes IS NULL AND void = 0;

-- The signer says yes to exactly the text he saw.
-- name: document_approve :exec
-- by: web
-- in: id int64, text_hash blob, actor int64, at utc, set blob?
UPDATE document SET approved_by = :actor, approved_at = :at, approved_set = :set
WHERE id = :id AND bytes IS NULL AND void = 0 AND text_hash = :text_hash;

-- The yes was not proved: it is taken back.
-- name: document_unapprove :exec
-- by: web
-- in: id int64, actor int64
UPDATE document SET approved_by = NULL, approved_at = NULL, approved_set = NULL
WHERE id = :id AND bytes IS NULL AND void = 0 AND approved_by = :actor;

-- With the copies that were marked as such.
-- name: document_void :exec
-- by: web
-- in: case_id int64, kind text
UPDATE document d LEFT JOIN document_copy y ON y.document_id = d.id LEFT JOIN document o ON o.id = y.original_id
SET d.void = 1 WHERE d.case_id = :case_id AND d.void = 0 AND (d.kind = :kind OR o.kind = :kind);

-- The letter of a case: the one in force or on its way (pending 0), or the one that shall replace it (1).
-- name: document_letter :one
-- by: web station
-- in: case_id int64, pending int64
-- row: id int64, letter_year int64, letter_no int64, letter_number text, letter_day day, signatory_id int64?, canonical text?, text_hash blob?, approved_by int64?, code text, frozen_at utc?, sha256 blob?, turn int64, revokes_id int64?, revokes_number text?, revokes_day day?, wording_id int64?
SELECT d.id, d.letter_year, d.letter_no, d.letter_number, d.letter_day, d.signatory_id, d.canonical, d.text_hash,
  d.approved_by, d.code, d.frozen_at, d.sha256, d.turn, o.id, o.letter_number, o.letter_day, d.wording_id
FROM document d LEFT JOIN document o ON o.id = d.revokes_id
WHERE d.case_id = :case_id AND d.kind = 'REKOMENDASI' AND d.void = 0 AND d.pending = :pending
ORDER BY d.id DESC LIMIT 1;

-- The new letter is signed: it is in force, the old one is not any more, nor are its copies.
-- name: document_force :exec
-- by: web
-- in: id int64
UPDATE document SET pending = 0 WHERE id = :id AND pending = 1 AND void = 0;

-- name: document_replace :exec
-- by: web
-- in: old int64, new int64
UPDATE document SET void = 1, replaced_by = :new WHERE id = :old AND void = 0;

-- name: document_void_copies :exec
-- by: web
-- in: original int64
UPDATE document SET void = 1 WHERE void = 0 AND id IN (SELECT document_id FROM document_copy WHERE original_id = :original);

-- name: document_drop :exec
-- by: web
-- in: id int64
UPDATE document SET void = 1 WHERE id = :id AND pending = 1 AND void = 0;

-- A paper's print state is that of its last job.
-- name: document_list :many
-- by: web
-- in: case_id int64
-- row: id int64, kind text, letter_number text, letter_day day?, frozen_at utc?, is_void int64, pages int64?, sha256 blob?, code text, job int64?, job_state text?, job_reason text?, job_copies int64?, job_at utc?, printer text?, signed_at utc?, signer text?, signer_title text?, signed_mode text?, factor text?, signed_actor text?, pending int64, replaced text?
SELECT d.id, d.kind, d.letter_number, d.letter_day, d.frozen_at, d.void, d.pages, d.sha256, d.code,
  j.id, j.state, j.reason, j.copies, COALESCE(j.ended_at, j.accepted_at, j.created_at), p.label,
  g.at, g.name, g.title, g.mode, g.factor, g.actor_name, d.pending, r.letter_number
FROM document d
LEFT JOIN document r ON r.id = d.replaced_by
LEFT JOIN print_job j ON j.id = (SELECT MAX(id) FROM print_job WHERE document_id = d.id)
LEFT JOIN printer p ON p.id = j.printer_id
LEFT JOIN signature g ON g.document_id = d.id
WHERE d.case_id = :case_id ORDER BY d.id;

-- name: document_bytes :one
-- by: web
-- in: id int64, office int64
-- row: id int64, case_id int64?, kind text, letter_number text, is_void int64, pages int64?, bytes blob?, sha256 blob?
SELECT id, case_id, kind, letter_number, void, pages, bytes, sha256 FROM document WHERE id = :id AND office_id = :office;
