-- Who is at the keyboard.

-- name: login_user :one
-- by: auth
-- in: username text
-- row: id int64, office_id int64, password_hash text, active int64
SELECT id, office_id, password_hash, active FROM user WHERE username = :username;

-- name: login_failures :one
-- by: auth
-- in: username text, address text, since utc
-- row: by_name int64, by_address int64, last_at utc?
SELECT
  COALESCE(SUM(username = :username), 0), COALESCE(SUM(address = :address), 0), MAX(at)
FROM login_try WHERE (username = :username OR address = :address) AND at >= :since;

-- name: login_failed :insert
-- by: auth
-- in: username text, address text, at utc
INSERT INTO login_try (username, address, at) VALUES (:username, :address, :at);

-- name: login_forgive :exec
-- by: auth
-- in: username text
DELETE FROM login_try WHERE username = :username;

-- name: session_begin :exec
-- by: auth
-- in: token_hash blob, user_id int64, at utc, ends_at utc, address text
INSERT INTO session (token_hash, user_id, begun_at, seen_at, ends_at, address)
VALUES (:token_hash, :user_id, :at, :at, :ends_at, :address);

-- name: session_who :one
-- by: web auth station
-- in: token_hash blob, now utc
-- row: user_id int64, office_id int64, name text, username text, roles int64, seen_at utc, office_name text
SELECT u.id, u.office_id, u.name, u.username, u.roles, s.seen_at, o.name
FROM session s JOIN user u ON u.id = s.user_id JOIN office o ON o.id = u.office_id
WHERE s.token_hash = :token_hash AND s.ends_at > :now AND u.active = 1;

-- name: session_seen :exec
-- by: web auth station
-- in: token_hash blob, now utc
UPDATE session SET seen_at = :now WHERE token_hash = :token_hash;

-- name: session_end :exec
-- by: auth
-- in: token_hash blob
DELETE FROM session WHERE token_hash = :token_hash;

-- name: session_sweep :exec
-- by: auth
-- in: now utc
DELETE FROM session WHERE ends_at < :now LIMIT 500;

-- name: user_list :many
-- by: web
-- in: office int64
-- row: id int64, username text, name text, nip text, roles int64, active int64
SELECT id, username, name, nip, roles, active FROM user WHERE office_id = :office ORDER BY username;
