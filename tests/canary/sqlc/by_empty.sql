-- refused: 3: a: -- by names no account
-- name: a :exec
-- by:
UPDATE t SET id = 1;
