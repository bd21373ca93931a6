-- refused: 3: a: there is no account 'root'
-- name: a :exec
-- by: root
UPDATE t SET id = 1;
