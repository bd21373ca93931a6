-- What the office is and how it works.

-- name: office_get :one
-- by: web station auth admin migrate
-- in: id int64
-- row: id int64, region_code text, agency_code text, government text, name text, place text, regency text, province text, address text, phone text, email text, website text, sign_mode text, letter_class text, letter_copies int64, paper text, draft_days int64, password_policy text, idle_minutes int64, same_person text, record_first int64, expiry_days int64, warn_days int64, public_status int64, scans int64, agenda_format text, letter_format text, training_of int64?
SELECT id, region_code, agency_code, government, name, place, regency, province, address, phone, email,
  website, sign_mode, letter_class, letter_copies, paper, draft_days, password_policy, idle_minutes, same_person, record_first,
  expiry_days, warn_days, public_status, scans, agenda_format, letter_format, training_of
FROM office WHERE id = :id;

-- name: office_set :exec
-- by: admin
-- in: id int64, sign_mode text, password_policy text, idle_minutes int64, same_person text, record_first int64, draft_days int64, expiry_days int64, warn_days int64, public_status int64, scans int64
UPDATE office SET sign_mode = :sign_mode, password_policy = :password_policy, idle_minutes = :idle_minutes,
  same_person = :same_person, record_first = :record_first,
  draft_days = :draft_days, expiry_days = :expiry_days, warn_days = :warn_days, public_status = :public_status, scans = :scans WHERE id = :id;

-- Every office has one to train in: its letterhead, villages and SOP, numbers and cases of its own, made-up
-- signatories, no printer, no station.  Repeated, it takes over what the office has changed.
-- name: training_office_put :exec
-- by: migrate
INSERT INTO office (region_code, agency_code, government, name, place, regency, province, address, phone, email, website, sign_mode,
  letter_class, letter_copies, paper, draft_days, password_policy, idle_minutes, same_person, record_first, expiry_days, warn_days,
  scans, agenda_format, letter_format, training_of)
SELECT region_code, agency_code, government, CONCAT('KANTOR LATIHAN ', name), place, regency, province, address, phone, email, website, 'TINTA',
  letter_class, letter_copies, paper, 1, password_policy, idle_minutes, 'ALASAN', 0, expiry_days, warn_days,
  0, agenda_format, letter_format, id
FROM office o WHERE o.training_of IS NULL
ON DUPLICATE KEY UPDATE agency_code = o.agency_code, government = o.government, name = CONCAT('KANTOR LATIHAN ', o.name), place = o.place,
  regency = o.regency, address = o.address, phone = o.phone, email = o.email, website = o.website, letter_class = o.letter_class,
  paper = o.paper, password_policy = o.password_policy, idle_minutes = o.idle_minutes, agenda_format = o.agenda_format,
  letter_format = o.letter_format;

-- name: training_signatory_put :exec
-- by: migrate
-- in: role text, form text, name text, title text, sort int64, from_day day
INSERT INTO signatory (office_id, role, form, name, nip, rank, title, valid_from, sort)
SELECT o.id, :role, :form, :name, '99999999 999999 9 999', 'Pembina (IV/a)', CONCAT(:title, ' ', o.place), :from_day, :sort
FROM office o WHERE o.training_of IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM signatory s WHERE s.office_id = o.id AND s.role = :role);

-- name: village_list :many
-- by: web
-- in: office int64
-- row: id int64, code text, name text, kind text
SELECT id, code, name, kind FROM village
WHERE office_id = (SELECT COALESCE(training_of, id) FROM office WHERE id = :office) ORDER BY name;

-- name: sop_current :one
-- by: web admin
-- in: office int64, today day
-- row: id int64, number text, title text, effective_on day
SELECT id, number, title, effective_on FROM sop_version
WHERE office_id = (SELECT COALESCE(training_of, id) FROM office WHERE id = :office) AND effective_on <= :today
ORDER BY effective_on DESC, id DESC LIMIT 1;

-- name: sop_step_list :many
-- by: web admin
-- in: sop int64
-- row: step int64, title text, activity text, minutes int64?, output text
SELECT step, title, activity, minutes, output FROM sop_step WHERE sop_version_id = :sop ORDER BY step;

-- name: signatory_list :many
-- by: web
-- in: office int64, today day
-- row: id int64, user_id int64?, role text, form text, name text, nip text, rank text, title text
SELECT id, user_id, role, form, name, nip, rank, title FROM signatory
WHERE office_id = :office AND valid_from <= :today AND (valid_to IS NULL OR valid_to >= :today)
ORDER BY sort, id;

-- name: signatory_get :one
-- by: web
-- in: id int64, office int64
-- row: id int64, user_id int64?, role text, form text, name text, nip text, rank text, title text
SELECT id, user_id, role, form, name, nip, rank, title FROM signatory
WHERE id = :id AND office_id = :office;

-- A letter is made in the name of somebody who is in office on its day.
-- name: signatory_on :one
-- by: web
-- in: id int64, office int64, today day
-- row: id int64, user_id int64?, role text, form text, name text, nip text, rank text, title text, order_number text, order_day day?
SELECT id, user_id, role, form, name, nip, rank, title, order_number, order_day FROM signatory
WHERE id = :id AND office_id = :office
  AND valid_from <= :today AND (valid_to IS NULL OR valid_to >= :today);

-- name: station_active :one
-- by: web station
-- in: office int64
-- row: id int64, code text, label text, url text, sign_key blob
SELECT id, code, label, url, sign_key FROM station
WHERE office_id = :office AND active = 1 ORDER BY id LIMIT 1;

-- name: office_names :many
-- by: auth
-- row: name text
SELECT name FROM office WHERE training_of IS NULL ORDER BY id LIMIT 2;
