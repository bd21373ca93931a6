-- refused: 2: a: :one and :many begin with SELECT, WITH, SHOW or CHECKSUM
-- name: a :one
-- by: web
-- row: id int64
UPDATE t SET id = 1;
