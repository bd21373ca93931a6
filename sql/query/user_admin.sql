-- What rekamctl does to users and the office, as account migrate.

-- name: admin_office :one
-- by: migrate
-- in: region text
-- row: id int64, name text
SELECT id, name FROM office WHERE region_code = :region ORDER BY id LIMIT 1;

-- name: admin_user_find :one
-- by: migrate
-- in: username text
-- row: id int64, office_id int64, name text, active int64
SELECT id, office_id, name, active FROM user WHERE username = :username;

-- name: admin_user_list :many
-- by: migrate
-- row: id int64, username text, name text, nip text, roles int64, active int64, office text, created_at utc
SELECT u.id, u.username, u.name, u.nip, u.roles, u.active, o.name, u.created_at
FROM user u JOIN office o ON o.id = u.office_id ORDER BY o.id, u.username;

-- name: admin_user_add :insert
-- by: migrate
-- in: office int64, username text, name text, nip text, hash text, roles int64, at utc
INSERT INTO user (office_id, username, name, nip, password_hash, roles, active, created_at, password_at)
VALUES (:office, :username, :name, :nip, :hash, :roles, 1, :at, :at);

-- name: admin_user_password :exec
-- by: migrate
-- in: id int64, hash text, at utc
UPDATE user SET password_hash = :hash, password_at = :at, code_hash = NULL, code_ends_at = NULL WHERE id = :id;

-- name: admin_user_active :exec
-- by: migrate
-- in: id int64, active int64
UPDATE user SET active = :active WHERE id = :id;

-- Whoever has a new password or none any more is logged out everywhere.
-- name: admin_user_sessions_end :exec
-- by: migrate
-- in: user_id int64
DELETE FROM session WHERE user_id = :user_id;

-- name: admin_signatory_bind :exec
-- by: migrate
-- in: office int64, role text, user_id int64
UPDATE signatory SET user_id = :user_id WHERE office_id = :office AND role = :role AND user_id IS NULL;

-- name: admin_station_put :exec
-- by: migrate
-- in: office int64, code text, label text, url text, sign_key blob
INSERT INTO station (office_id, code, label, url, sign_key, active)
VALUES (:office, :code, :label, :url, :sign_key, 1)
ON DUPLICATE KEY UPDATE url = VALUES(url), sign_key = VALUES(sign_key);

-- name: admin_printer_put :exec
-- by: migrate
-- in: office int64, queue text, label text
INSERT INTO printer (office_id, queue, label) VALUES (:office, :queue, :label)
ON DUPLICATE KEY UPDATE active = 1;
