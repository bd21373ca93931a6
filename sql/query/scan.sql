-- Pictures of a case's papers; what they show is enciphered (sign/scan_box.h).

-- name: scan_list :many
-- by: web
-- in: case_id int64
-- row: id int64, label text, width int64, height int64, at utc, actor text, removed_at utc?, removed_by text?
SELECT s.id, r.label, s.width, s.height, s.at, u.name, s.removed_at, x.name
FROM scan s JOIN requirement r ON r.id = s.requirement_id JOIN user u ON u.id = s.actor_id LEFT JOIN user x ON x.id = s.removed_by
WHERE s.case_id = :case_id ORDER BY r.sort, s.id;

-- name: scan_count :one
-- by: web
-- in: case_id int64
-- row: n int64
SELECT COUNT(*) FROM scan WHERE case_id = :case_id AND removed_at IS NULL;

-- name: scan_add :insert
-- by: web
-- in: case_id int64, requirement int64, width int64, height int64, key_id blob, bytes blob, at utc, actor int64
INSERT INTO scan (case_id, requirement_id, width, height, key_id, bytes, at, actor_id)
VALUES (:case_id, :requirement, :width, :height, :key_id, :bytes, :at, :actor);

-- name: scan_get :one
-- by: web
-- in: id int64, case_id int64
-- row: key_id blob, bytes blob
SELECT key_id, bytes FROM scan WHERE id = :id AND case_id = :case_id AND removed_at IS NULL;

-- name: scan_remove :exec
-- by: web
-- in: id int64, case_id int64, at utc, actor int64
UPDATE scan SET bytes = '', removed_at = :at, removed_by = :actor WHERE id = :id AND case_id = :case_id AND removed_at IS NULL;
