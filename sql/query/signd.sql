-- What rekam-signd looks at before it signs (codes: second_factor.sql), and its anchors.

-- name: signd_document :one
-- by: signd
-- in: id int64
-- row: kind text, sign_mode text, status text, case_uuid text, agency text, is_void int64, frozen int64, letter_no int64?, letter_year int64?, letter_day day?, canonical text?, text_hash blob?, approved_by int64?, approved_at utc?, signer_active int64?, signer_roles int64?, signatory_user int64?, valid_from day?, valid_to day?, same_person text, verified_by int64?, approved_set blob?, replacing int64
SELECT d.kind, c.sign_mode, c.status, c.uuid, o.agency_code, d.void, d.bytes IS NOT NULL,
  d.letter_no, d.letter_year, d.letter_day, d.canonical, d.text_hash, d.approved_by, d.approved_at,
  u.active, u.roles, s.user_id, s.valid_from, s.valid_to, o.same_person,
  (SELECT e.actor_id FROM case_event e WHERE e.case_id = c.id AND e.to_status = 'TERVERIFIKASI'
   ORDER BY e.id DESC LIMIT 1), d.approved_set,
  (SELECT COUNT(*) FROM replacement r WHERE r.new_id = d.id AND r.state = 'MENUNGGU')
FROM document d
JOIN casefile c ON c.id = d.case_id
JOIN office o ON o.id = d.office_id AND o.id = c.office_id
LEFT JOIN user u ON u.id = d.approved_by AND u.office_id = d.office_id
LEFT JOIN signatory s ON s.id = d.signatory_id AND s.office_id = d.office_id
WHERE d.id = :id;

-- All that one person approved in one go; one more than may be.
-- name: signd_set :many
-- by: signd
-- in: set blob, actor int64
-- row: id int64, text_hash blob
SELECT id, text_hash FROM document WHERE approved_set = :set AND approved_by = :actor ORDER BY id LIMIT 21;

-- name: signd_heads :many
-- by: signd
-- row: strand int64, account text, seq int64, hash blob
SELECT strand, account, seq, hash FROM audit_head ORDER BY strand;

-- name: signd_trace :one
-- by: signd
-- in: strand int64, seq int64
-- row: hash blob
SELECT hash FROM audit WHERE strand = :strand AND seq = :seq;

-- name: signd_anchor_last :one
-- by: signd
-- row: no int64, body text, signature blob
SELECT no, body, signature FROM audit_anchor ORDER BY no DESC LIMIT 1;

-- name: signd_anchor_add :insert
-- by: signd
-- in: no int64, at utc, total int64, code text, digest blob, body text, key_id text, signature blob
INSERT INTO audit_anchor (no, at, total, code, digest, body, key_id, signature)
VALUES (:no, :at, :total, :code, :digest, :body, :key_id, :signature);
