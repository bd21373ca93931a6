-- refused: 7: a: declared already in line 2
-- name: a :one
-- by: web
-- in: id int64
-- row: id int64
SELECT id FROM t WHERE id = :id;
-- name: a :one
-- by: web
-- in: id int64
-- row: id int64
SELECT id FROM t WHERE id = :id;
