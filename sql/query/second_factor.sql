-- The second factor: enrolment (auth), what rekam-signd checks, removal by an administrator.

-- name: factor_mine :one
-- by: auth
-- in: user int64
-- row: id int64, made_at utc, confirmed_at utc?, login int64, recovery int64
SELECT f.id, f.made_at, f.confirmed_at, f.login,
  (SELECT COUNT(*) FROM recovery_code r LEFT JOIN code_use u
     ON u.user_id = f.user_id AND u.token = CONCAT('pemulihan/', r.id)
   WHERE r.factor_id = f.id AND u.token IS NULL)
FROM second_factor f WHERE f.live_user = :user;

-- The last one that was in use and is not any more.
-- name: factor_removed :one
-- by: auth
-- in: user int64
-- row: removed_at utc, removed_by int64?, name text?
SELECT f.removed_at, f.removed_by, u.name
FROM second_factor f LEFT JOIN user u ON u.id = f.removed_by
WHERE f.user_id = :user AND f.removed_at IS NOT NULL AND f.confirmed_at IS NOT NULL
ORDER BY f.id DESC LIMIT 1;

-- Whether a person has one; nothing of it.
-- name: factor_state :one
-- by: web auth admin migrate
-- in: user int64
-- row: confirmed int64, login int64
SELECT confirmed_at IS NOT NULL, login FROM second_factor WHERE live_user = :user;

-- name: factor_begin :insert
-- by: auth
-- in: user int64, sealed blob, at utc
INSERT INTO second_factor (user_id, sealed, made_at) VALUES (:user, :sealed, :at);

-- name: factor_confirm :exec
-- by: auth
-- in: user int64, id int64, at utc
UPDATE second_factor SET confirmed_at = :at
WHERE id = :id AND live_user = :user AND confirmed_at IS NULL;

-- name: factor_login :exec
-- by: auth
-- in: user int64, login int64
UPDATE second_factor SET login = :login WHERE live_user = :user AND confirmed_at IS NOT NULL;

-- name: factor_remove :exec
-- by: auth admin migrate
-- in: user int64, actor int64?, at utc
UPDATE second_factor SET sealed = '', login = 0, removed_at = :at, removed_by = :actor
WHERE live_user = :user;

-- name: factor_recovery_clear :exec
-- by: auth admin migrate
-- in: user int64
DELETE FROM recovery_code WHERE factor_id IN (SELECT id FROM second_factor WHERE user_id = :user);

-- name: factor_recovery_add :insert
-- by: auth
-- in: factor int64, hash blob, at utc
INSERT INTO recovery_code (factor_id, hash, made_at) VALUES (:factor, :hash, :at);

-- name: factor_try_sweep :exec
-- by: auth
-- in: before utc
DELETE FROM code_try WHERE at < :before ORDER BY at LIMIT 500;

-- name: signd_factor :one
-- by: signd
-- in: user int64
-- row: id int64, sealed blob, confirmed int64
SELECT f.id, f.sealed, f.confirmed_at IS NOT NULL
FROM second_factor f JOIN user u ON u.id = f.user_id AND u.active = 1
WHERE f.live_user = :user;

-- name: signd_recovery :one
-- by: signd
-- in: factor int64, hash blob
-- row: id int64
SELECT id FROM recovery_code WHERE factor_id = :factor AND hash = :hash;

-- name: signd_tries :one
-- by: signd
-- in: user int64, quarter utc, since utc
-- row: quarter int64, many int64, last utc?
SELECT COALESCE(SUM(t.at >= :quarter AND
    t.at > COALESCE((SELECT MAX(at) FROM code_use WHERE user_id = :user), '1970-01-01')), 0),
  COUNT(*), MAX(t.at)
FROM code_try t WHERE t.user_id = :user AND t.at >= :since;

-- name: signd_try_add :insert
-- by: signd
-- in: user int64, at utc
INSERT INTO code_try (user_id, at) VALUES (:user, :at);

-- name: signd_use_add :exec
-- by: signd
-- in: user int64, token text, binding blob, at utc
INSERT INTO code_use (user_id, token, binding, at) VALUES (:user, :token, :binding, :at);

-- name: signd_use_find :one
-- by: signd
-- in: user int64, token text
-- row: binding blob
SELECT binding FROM code_use WHERE user_id = :user AND token = :token;

-- A session that waits for its code (stage KODE).

-- The right code opens it under a new token.
-- name: session_promote :exec
-- by: auth
-- in: token_hash blob, fresh_hash blob, now utc
UPDATE session SET token_hash = :fresh_hash, stage = 'PENUH', fresh_at = :now, pin_tries = 0
WHERE token_hash = :token_hash AND stage = 'KODE';

-- name: session_code_wrong :exec
-- by: auth
-- in: token_hash blob
UPDATE session SET pin_tries = pin_tries + 1 WHERE token_hash = :token_hash AND stage = 'KODE';

-- name: session_code_end :exec
-- by: auth
-- in: token_hash blob, tries int64
DELETE FROM session WHERE token_hash = :token_hash AND stage = 'KODE' AND pin_tries >= :tries;
