-- Certificates that the office trusts, and letters that came back signed with one.

-- name: trusted_list :many
-- by: web
-- in: office int64
-- row: id int64, der blob, sha256 blob, subject text, issuer text, valid_from utc, valid_to utc, added_at utc, who text
SELECT t.id, t.der, t.sha256, t.subject, t.issuer, t.valid_from, t.valid_to, t.added_at, u.name
FROM trusted_certificate t JOIN user u ON u.id = t.added_by
WHERE t.office_id = :office AND t.ended_at IS NULL ORDER BY t.id;

-- name: trusted_any :one
-- by: web
-- in: office int64
-- row: n int64
SELECT COUNT(*) FROM trusted_certificate WHERE office_id = :office AND ended_at IS NULL;

-- name: trusted_add :insert
-- by: web
-- in: office int64, der blob, sha256 blob, subject text, issuer text, valid_from utc, valid_to utc, at utc, actor int64
INSERT INTO trusted_certificate (office_id, der, sha256, subject, issuer, valid_from, valid_to, added_at, added_by)
VALUES (:office, :der, :sha256, :subject, :issuer, :valid_from, :valid_to, :at, :actor);

-- name: trusted_end :exec
-- by: web
-- in: id int64, office int64, at utc, actor int64
UPDATE trusted_certificate SET ended_at = :at, ended_by = :actor
WHERE id = :id AND office_id = :office AND ended_at IS NULL;

-- A file that was uploaded before and not taken makes way; one that was taken stays.
-- name: import_put :exec
-- by: web
-- in: document int64, bytes blob, sha256 blob, same_bytes int64, pages int64, signers int64, signer text, organisation text, issuer text, serial text, certificate blob, signed_at utc?, at utc, actor int64
INSERT INTO letter_import (document_id, bytes, sha256, same_bytes, pages, signers, signer, organisation, issuer,
  serial, certificate, signed_at, uploaded_at, uploaded_by)
VALUES (:document, :bytes, :sha256, :same_bytes, :pages, :signers, :signer, :organisation, :issuer,
  :serial, :certificate, :signed_at, :at, :actor)
ON DUPLICATE KEY UPDATE bytes = :bytes, sha256 = :sha256, same_bytes = :same_bytes, pages = :pages,
  signers = :signers, signer = :signer, organisation = :organisation, issuer = :issuer, serial = :serial,
  certificate = :certificate, signed_at = :signed_at, uploaded_at = :at, uploaded_by = :actor;

-- name: import_get :one
-- by: web
-- in: document int64
-- row: bytes blob, sha256 blob, same_bytes int64, pages int64, signers int64, signer text, organisation text, issuer text, serial text, signed_at utc?, uploaded_at utc, who text
SELECT i.bytes, i.sha256, i.same_bytes, i.pages, i.signers, i.signer, i.organisation, i.issuer, i.serial,
  i.signed_at, i.uploaded_at, u.name
FROM letter_import i JOIN user u ON u.id = i.uploaded_by
WHERE i.document_id = :document AND i.taken_id IS NULL;

-- name: import_take :exec
-- by: web
-- in: document int64, taken int64, sha256 blob
UPDATE letter_import SET taken_id = :taken, bytes = NULL
WHERE document_id = :document AND taken_id IS NULL AND sha256 = :sha256;

-- What was uploaded for a letter that is void now.
-- name: import_sweep :exec
-- by: web
-- in: case_id int64
DELETE FROM letter_import WHERE taken_id IS NULL
  AND document_id IN (SELECT id FROM document WHERE case_id = :case_id AND void = 1);

-- name: import_drop :exec
-- by: web
-- in: document int64
DELETE FROM letter_import WHERE document_id = :document AND taken_id IS NULL;
