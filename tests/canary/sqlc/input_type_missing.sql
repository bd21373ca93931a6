-- refused: 4: a: the type of 'id' is int64, text, day, utc or blob, not ''
-- name: a :exec
-- by: web
-- in: id
UPDATE t SET a = :id;
