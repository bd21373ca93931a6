-- refused: 2: a: -- row of a statement that gives no rows
-- name: a :exec
-- by: web
-- row: id int64
UPDATE t SET id = 1;
