-- What rekamctl does to users and the office, as account migrate.

-- name: admin_office :one
-- by: migrate
-- in: region text
-- row: id int64, name text
SELECT id, name FROM office WHERE region_code = :region AND training_of IS NULL ORDER BY id LIMIT 1;

-- name: admin_user_find :one
-- by: migrate
-- in: username text
-- row: id int64, office_id int64, name text, active int64
SELECT id, office_id, name, active FROM user WHERE username = :username;

-- What a new password is judged by.
-- name: admin_user_policy :one
-- by: migrate
-- in: id int64
-- row: name text, policy text, place text
SELECT u.name, o.password_policy, CONCAT(o.name, ' ', o.place, ' ', o.regency)
FROM user u JOIN office o ON o.id = u.office_id WHERE u.id = :id;

-- name: admin_user_add :insert
-- by: migrate
-- in: office int64, username text, name text, nip text, hash text, roles int64, at utc, valid_to day?, assignment text
INSERT INTO user (office_id, username, name, nip, password_hash, roles, active, created_at, password_at, valid_to, assignment)
VALUES (:office, :username, :name, :nip, :hash, :roles, 1, :at, :at, :valid_to, :assignment);

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

-- name: admin_printer_find :one
-- by: migrate
-- in: office int64, queue text
-- row: id int64, label text, media text, active int64, server text
SELECT id, label, media, active, server FROM printer WHERE office_id = :office AND queue = :queue FOR UPDATE;

-- name: admin_printer_set :exec
-- by: migrate
-- in: office int64, queue text, label text, media text, server text
INSERT INTO printer (office_id, queue, label, media, server) VALUES (:office, :queue, :label, :media, :server)
ON DUPLICATE KEY UPDATE label = VALUES(label), media = VALUES(media), server = VALUES(server), active = 1, state = 'unknown', state_reason = '';

-- What is not final: it would have nowhere to go.
-- name: admin_printer_jobs :many
-- by: migrate
-- in: printer int64
-- row: id int64, state text
SELECT id, state FROM print_job
WHERE printer_id = :printer AND state IN ('queued', 'claimed', 'accepted', 'held') ORDER BY id;

-- name: admin_printer_off :exec
-- by: migrate
-- in: id int64
UPDATE printer SET active = 0, state = 'unknown', state_reason = '' WHERE id = :id;

-- name: admin_printer_routes_off :exec
-- by: migrate
-- in: printer int64, office int64
DELETE FROM print_route WHERE printer_id = :printer AND office_id = :office;

-- name: admin_print_job_of :one
-- by: migrate
-- in: document int64
-- row: id int64, state text, reason text
SELECT id, state, reason FROM print_job WHERE document_id = :document ORDER BY id DESC LIMIT 1;

-- name: admin_office_list :many
-- by: migrate
-- row: id int64, region_code text, name text, users int64
SELECT o.id, o.region_code, o.name, (SELECT COUNT(*) FROM user u WHERE u.office_id = o.id AND u.active = 1)
FROM office o WHERE o.training_of IS NULL ORDER BY o.region_code, o.id;

-- name: admin_office_lock :one
-- by: migrate
-- in: id int64
-- row: region_code text, agency_code text, government text, name text, place text, regency text, province text, address text, phone text, email text, website text, sign_mode text, letter_class text, letter_copies int64, paper text, draft_days int64, password_policy text, idle_minutes int64, same_person text, receipt int64, receipt_paper text, number_source text, record_first int64, expiry_days int64, warn_days int64, public_status int64, scans int64, agenda_format text, letter_format text
SELECT region_code, agency_code, government, name, place, regency, province, address, phone, email, website,
  sign_mode, letter_class, letter_copies, paper, draft_days, password_policy, idle_minutes, same_person,
  receipt, receipt_paper, number_source, record_first, expiry_days, warn_days, public_status, scans, agenda_format, letter_format
FROM office WHERE id = :id FOR UPDATE;

-- name: admin_office_put :exec
-- by: migrate
-- in: id int64, agency_code text, government text, name text, place text, regency text, province text, address text, phone text, email text, website text, sign_mode text, letter_class text, letter_copies int64, paper text, draft_days int64, password_policy text, idle_minutes int64, same_person text, receipt int64, receipt_paper text, number_source text, record_first int64, expiry_days int64, warn_days int64, public_status int64, scans int64, agenda_format text, letter_format text
UPDATE office SET agency_code = :agency_code, government = :government, name = :name, place = :place,
  regency = :regency, province = :province, address = :address, phone = :phone, email = :email,
  website = :website, sign_mode = :sign_mode, letter_class = :letter_class, letter_copies = :letter_copies,
  paper = :paper, draft_days = :draft_days, password_policy = :password_policy,
  idle_minutes = :idle_minutes, same_person = :same_person,
  receipt = :receipt, receipt_paper = :receipt_paper, number_source = :number_source,
  record_first = :record_first, expiry_days = :expiry_days, warn_days = :warn_days, public_status = :public_status,
  scans = :scans, agenda_format = :agenda_format, letter_format = :letter_format WHERE id = :id;

-- name: admin_session_end :exec
-- by: migrate
-- in: id int64, office int64
DELETE FROM session WHERE id = :id AND user_id IN (SELECT id FROM user WHERE office_id = :office);

-- name: admin_session_end_all :exec
-- by: migrate
-- in: office int64
DELETE FROM session WHERE user_id IN (SELECT id FROM user WHERE office_id = :office);

-- How many hold each combination of roles.
-- name: admin_role_count :many
-- by: migrate
-- in: office int64
-- row: roles int64, n int64
SELECT roles, COUNT(*) FROM user WHERE office_id = :office AND active = 1 GROUP BY roles;
