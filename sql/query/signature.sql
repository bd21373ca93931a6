-- What was signed, and whether its signer may be who verified it.

-- name: signature_add :insert
-- by: web
-- in: office int64, case_id int64, document int64, mode text, form text, name text, nip text, rank text, title text, actor int64, at utc, canonical text, text_hash blob, factor text
INSERT INTO signature (office_id, case_id, document_id, mode, form, name, nip, rank, title, actor_id,
  actor_name, at, canonical, text_hash, factor)
SELECT :office, :case_id, :document, :mode, :form, :name, :nip, :rank, :title, u.id, u.name, :at,
  :canonical, :text_hash, :factor
FROM user u WHERE u.id = :actor;

-- The office's rule, and who verified the case last.
-- name: signature_duty :one
-- by: web
-- in: case_id int64, office int64
-- row: rule text, verified_by int64?, verifier text?
SELECT o.same_person, e.actor_id, u.name
FROM office o
LEFT JOIN case_event e ON e.id = (SELECT MAX(id) FROM case_event
  WHERE case_id = :case_id AND to_status = 'TERVERIFIKASI')
LEFT JOIN user u ON u.id = e.actor_id
WHERE o.id = :office;
