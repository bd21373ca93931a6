-- Who is at the keyboard.

-- name: login_user :one
-- by: auth
-- in: username text
-- row: id int64, office_id int64, password_hash text, password_at utc?, active int64, valid_to day?, code_hash blob?, code_ends_at utc?, name text, pin_hash text, policy text, place text
SELECT u.id, u.office_id, u.password_hash, u.password_at, u.active, u.valid_to, u.code_hash, u.code_ends_at,
  u.name, u.pin_hash, o.password_policy, CONCAT(o.name, ' ', o.place, ' ', o.regency)
FROM user u JOIN office o ON o.id = u.office_id WHERE u.username = :username;

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
-- in: token_hash blob, user_id int64, at utc, ends_at utc, address text, stage text, browser text
INSERT INTO session (token_hash, user_id, begun_at, seen_at, ends_at, address, stage, fresh_at, browser, mark_at)
SELECT :token_hash, :user_id, :at, :at, :ends_at, :address, :stage, :at, :browser, at FROM clock_mark WHERE id = 1;

-- A session that time has passed is over, also when the clock was set back since: the mark
-- has moved beyond its end.  One that began under a mark in the future is judged by the clock alone.
-- name: session_who :one
-- by: web station auth admin
-- in: token_hash blob, now utc, today day
-- row: id int64, user_id int64, office_id int64, name text, username text, roles int64, seen_at utc, office_name text, stage text, fresh_at utc, locked_at utc?, pin_tries int64, pin_set int64, password_at utc?, policy text, idle_minutes int64, training int64, agenda_format text, scans int64
SELECT s.id, u.id, o.id, u.name, u.username, IF(s.training = 0, u.roles, s.training), s.seen_at, o.name, s.stage, s.fresh_at, s.locked_at,
  s.pin_tries, u.pin_set, u.password_at, o.password_policy, o.idle_minutes, s.training, o.agenda_format, o.scans
FROM session s JOIN user u ON u.id = s.user_id
JOIN office o ON o.id = CASE s.training WHEN 0 THEN u.office_id ELSE (SELECT t.id FROM office t WHERE t.training_of = u.office_id) END
JOIN clock_mark m ON m.id = 1
WHERE s.token_hash = :token_hash AND s.ends_at > :now AND u.active = 1
  AND (u.valid_to IS NULL OR u.valid_to >= :today)
  AND NOT (m.at >= s.ends_at AND m.at > s.mark_at);

-- Into the training office with these roles, or back (0).
-- name: session_train :exec
-- by: auth
-- in: token_hash blob, roles int64
UPDATE session SET training = :roles WHERE token_hash = :token_hash;

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

-- name: session_list :many
-- by: auth
-- in: user_id int64, now utc
-- row: id int64, begun_at utc, seen_at utc, ends_at utc, address text, browser text, locked_at utc?
SELECT id, begun_at, seen_at, ends_at, address, browser, locked_at FROM session
WHERE user_id = :user_id AND ends_at > :now ORDER BY seen_at DESC, id DESC;

-- name: session_end_one :exec
-- by: auth
-- in: id int64, user_id int64
DELETE FROM session WHERE id = :id AND user_id = :user_id;

-- name: session_end_others :exec
-- by: auth
-- in: user_id int64, but blob
DELETE FROM session WHERE user_id = :user_id AND token_hash <> :but;

-- name: session_lock :exec
-- by: auth
-- in: token_hash blob, at utc
UPDATE session SET locked_at = :at WHERE token_hash = :token_hash AND locked_at IS NULL;

-- A try is counted before the PIN is looked at, so that tries at the same time cannot share one.
-- name: session_pin_try :exec
-- by: auth
-- in: token_hash blob, most int64
UPDATE session SET pin_tries = pin_tries + 1 WHERE token_hash = :token_hash AND pin_tries < :most;

-- name: session_unlock :exec
-- by: auth
-- in: token_hash blob, at utc
UPDATE session SET locked_at = NULL, seen_at = :at, pin_tries = 0 WHERE token_hash = :token_hash;

-- name: session_fresh_set :exec
-- by: auth
-- in: token_hash blob, at utc
UPDATE session SET locked_at = NULL, seen_at = :at, fresh_at = :at, pin_tries = 0 WHERE token_hash = :token_hash;
