-- refused: 2: a: input 'id' is not used
-- name: a :one
-- by: web
-- in: id int64
-- row: id int64
SELECT id FROM t;
