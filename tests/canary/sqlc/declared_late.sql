-- refused: 5: a: declared after its SQL began
-- name: a :exec
-- by: web
UPDATE t
-- in: x int64
SET id = :x;
