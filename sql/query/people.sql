-- Accounts: what their owner changes himself (auth), and what an administrator does (admin, migrate).

-- name: people_password :exec
-- by: auth migrate
-- in: id int64, hash text, at utc
UPDATE user SET password_hash = :hash, password_at = :at, code_hash = NULL, code_ends_at = NULL WHERE id = :id;

-- The same password under today's parameters: its age stays.
-- name: people_rehash :exec
-- by: auth
-- in: id int64, hash text
UPDATE user SET password_hash = :hash WHERE id = :id;

-- name: people_pin :exec
-- by: auth
-- in: id int64, hash text
UPDATE user SET pin_hash = :hash, pin_set = (:hash <> '') WHERE id = :id;

-- name: people_secrets :one
-- by: auth
-- in: id int64
-- row: username text, name text, nip text, password_hash text, password_at utc?, pin_hash text, policy text, place text, valid_to day?
SELECT u.username, u.name, u.nip, u.password_hash, u.password_at, u.pin_hash, o.password_policy,
  CONCAT(o.name, ' ', o.place, ' ', o.regency), u.valid_to
FROM user u JOIN office o ON o.id = u.office_id WHERE u.id = :id;

-- name: people_old_add :insert
-- by: auth
-- in: user int64, hash text, at utc
INSERT INTO password_old (user_id, hash, at) VALUES (:user, :hash, :at);

-- Hashes that no rule looks at any more are not kept.
-- name: people_old_prune :exec
-- by: auth
-- in: user int64, keep int64
DELETE FROM password_old WHERE user_id = :user AND id <=
  (SELECT id FROM (SELECT id FROM password_old WHERE user_id = :user ORDER BY id DESC LIMIT 1 OFFSET :keep) last);

-- name: people_old_list :many
-- by: auth
-- in: user int64, most int64
-- row: id int64, hash text
SELECT id, hash FROM password_old WHERE user_id = :user ORDER BY id DESC LIMIT :most;

-- name: people_list :many
-- by: admin migrate
-- in: office int64
-- row: id int64, username text, name text, nip text, roles int64, active int64, created_at utc, password_at utc?, code_ends_at utc?, valid_to day?, assignment text, version int64
SELECT id, username, name, nip, roles, active, created_at, password_at, code_ends_at, valid_to, assignment, version
FROM user WHERE office_id = :office ORDER BY active DESC, name, id;

-- name: people_get :one
-- by: admin migrate
-- in: id int64, office int64
-- row: id int64, username text, name text, nip text, roles int64, active int64, created_at utc, password_at utc?, code_ends_at utc?, valid_to day?, assignment text, version int64
SELECT id, username, name, nip, roles, active, created_at, password_at, code_ends_at, valid_to, assignment, version
FROM user WHERE id = :id AND office_id = :office;

-- name: people_lock :one
-- by: admin migrate
-- in: id int64, office int64
-- row: id int64, username text, roles int64, active int64, version int64, password_set int64
SELECT id, username, roles, active, version, password_at IS NOT NULL
FROM user WHERE id = :id AND office_id = :office FOR UPDATE;

-- Is anybody else left who can administer?  Locked, so that two of the last cannot each remove the other.
-- name: people_admins :many
-- by: admin migrate
-- in: office int64, role int64, today day
-- row: id int64
SELECT id FROM user WHERE office_id = :office AND active = 1 AND (roles & :role) <> 0
  AND (valid_to IS NULL OR valid_to >= :today) FOR UPDATE;

-- name: people_add :insert
-- by: admin migrate
-- in: office int64, username text, name text, nip text, roles int64, at utc, code_hash blob, code_ends_at utc, valid_to day?, assignment text
INSERT INTO user (office_id, username, name, nip, password_hash, roles, active, created_at, code_hash, code_ends_at, valid_to, assignment)
VALUES (:office, :username, :name, :nip, '', :roles, 1, :at, :code_hash, :code_ends_at, :valid_to, :assignment);

-- name: people_change :exec
-- by: admin migrate
-- in: id int64, version int64, name text, nip text, roles int64, valid_to day?, assignment text
UPDATE user SET name = :name, nip = :nip, roles = :roles, valid_to = :valid_to, assignment = :assignment,
  version = version + 1 WHERE id = :id AND version = :version;

-- name: people_active :exec
-- by: admin migrate
-- in: id int64, version int64, active int64
UPDATE user SET active = :active, version = version + 1 WHERE id = :id AND version = :version;

-- A new code takes the password and the PIN away: whoever knew them is out.
-- name: people_code :exec
-- by: admin migrate
-- in: id int64, version int64, code_hash blob, code_ends_at utc
UPDATE user SET password_hash = '', password_at = NULL, pin_hash = '', pin_set = 0, code_hash = :code_hash,
  code_ends_at = :code_ends_at, version = version + 1 WHERE id = :id AND version = :version;

-- name: people_sessions_end :exec
-- by: admin migrate
-- in: user int64
DELETE FROM session WHERE user_id = :user;

-- name: people_sessions :many
-- by: admin migrate
-- in: office int64, now utc
-- row: id int64, user_id int64, begun_at utc, seen_at utc, address text, browser text, locked_at utc?
SELECT s.id, s.user_id, s.begun_at, s.seen_at, s.address, s.browser, s.locked_at
FROM session s JOIN user u ON u.id = s.user_id
WHERE u.office_id = :office AND s.ends_at > :now ORDER BY s.user_id, s.seen_at DESC;

-- name: clock_mark_get :one
-- by: web auth admin station
-- row: at utc
SELECT at FROM clock_mark WHERE id = 1;

-- name: clock_mark_note :exec
-- by: web auth admin station
-- in: at utc
UPDATE clock_mark SET at = :at WHERE id = 1 AND at < :at;

-- name: clock_mark_accept :exec
-- by: admin
-- in: at utc
UPDATE clock_mark SET at = :at WHERE id = 1;
