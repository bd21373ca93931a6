-- refused: 2: a: -- by is missing
-- name: a :exec
UPDATE t SET id = 1;
