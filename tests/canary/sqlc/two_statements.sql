-- refused: 5: a: a second statement after ';'
-- name: a :exec
-- by: web
UPDATE t SET id = 1;
DELETE FROM t;
