-- refused: 7: a: ':idd' is not declared in -- in
-- name: a :one
-- by: web
-- in: id int64
-- row: id int64
SELECT id FROM t
WHERE id = :idd;
