-- name: canary_undeclared :one
-- by: web
-- in: id int64
-- row: n int64
SELECT COUNT(*) FROM casefile WHERE id = :id AND office_id = :office;
