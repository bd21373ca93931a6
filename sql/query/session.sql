-- Who is at the keyboard.

-- name: login_user :one
-- by: auth
-- in: username text
-- row: id int64, office_id int64, password_hash text, active int64
SELECT id, office_id, password_hash, active FROM user WHERE username = :username;

-- All failures but one, so that a try that has just been counted does not see itself.
-- name: login_failures :one
-- by: auth
-- in: username text, address text, since utc, but int64
-- row: by_pair int64, by_address int64, by_name int64, last_pair utc?, last_address utc?
SELECT
  COALESCE(SUM(username = :username AND address = :address), 0),
  COALESCE(SUM(address = :address), 0),
  COALESCE(SUM(username = :username), 0),
  MAX(CASE WHEN username = :username AND address = :address THEN at END),
  MAX(CASE WHEN address = :address THEN at END)
FROM login_try WHERE (username = :username OR address = :address) AND at >= :since AND id <> :but;

-- name: login_failed :insert
-- by: auth
-- in: username text, address text, at utc
INSERT INTO login_try (username, address, at) VALUES (:username, :address, :at);

-- name: login_withdraw :exec
-- by: auth
-- in: try int64
DELETE FROM login_try WHERE id = :try;

-- Only of this address: what others have tried elsewhere is not forgiven by it.
-- name: login_forgive :exec
-- by: auth
-- in: username text, address text
DELETE FROM login_try WHERE username = :username AND address = :address;

-- Is there an earlier failure of this account (none: of any unknown name) that left the trace?
-- name: login_traced :one
-- by: auth
-- in: user int64?, try int64, since utc
-- row: n int64
SELECT COUNT(*) FROM (
  SELECT 1 FROM login_try t LEFT JOIN user u ON u.username = t.username
  WHERE t.at >= :since AND t.id < :try AND u.id <=> :user
  LIMIT 1
) earlier;

-- name: login_sweep_tries :exec
-- by: auth
-- in: before utc
DELETE FROM login_try WHERE at < :before ORDER BY at LIMIT 500;

-- name: request_sweep :exec
-- by: auth
-- in: before utc
DELETE FROM request_done WHERE at < :before ORDER BY at LIMIT 500;

-- name: session_begin :exec
-- by: auth
-- in: token_hash blob, user_id int64, at utc, ends_at utc, address text
INSERT INTO session (token_hash, user_id, begun_at, seen_at, ends_at, address)
VALUES (:token_hash, :user_id, :at, :at, :ends_at, :address);

-- name: session_who :one
-- by: web auth admin station
-- in: token_hash blob, now utc
-- row: user_id int64, office_id int64, name text, username text, roles int64, seen_at utc, office_name text
SELECT u.id, u.office_id, u.name, u.username, u.roles, s.seen_at, o.name
FROM session s JOIN user u ON u.id = s.user_id JOIN office o ON o.id = u.office_id
WHERE s.token_hash = :token_hash AND s.ends_at > :now AND u.active = 1;

-- name: session_seen :exec
-- by: web auth admin station
-- in: token_hash blob, now utc
UPDATE session SET seen_at = :now WHERE token_hash = :token_hash;

-- name: session_end :exec
-- by: auth
-- in: token_hash blob
DELETE FROM session WHERE token_hash = :token_hash;

-- name: session_sweep :exec
-- by: auth
-- in: now utc
DELETE FROM session WHERE ends_at < :now ORDER BY ends_at LIMIT 500;
