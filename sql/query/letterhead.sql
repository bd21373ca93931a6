-- What stands on top of the letters.

-- name: letterhead_set :exec
-- by: admin
-- in: id int64, government text, name text, place text, regency text, address text, phone text, email text, website text, agency_code text, letter_class text, letter_copies int64, paper text, letter_format text, agenda_format text
UPDATE office SET government = :government, name = :name, place = :place, regency = :regency, address = :address,
  phone = :phone, email = :email, website = :website, agency_code = :agency_code, letter_class = :letter_class,
  letter_copies = :letter_copies, paper = :paper, letter_format = :letter_format, agenda_format = :agenda_format WHERE id = :id;

-- name: logo_get :one
-- by: web admin
-- in: office int64
-- row: bytes blob, width int64, height int64, uploaded_at utc
SELECT bytes, width, height, uploaded_at FROM office_logo WHERE office_id = :office;

-- name: logo_put :exec
-- by: web
-- in: office int64, bytes blob, sha256 blob, width int64, height int64, at utc, actor int64
INSERT INTO office_logo (office_id, bytes, sha256, width, height, uploaded_at, uploaded_by)
VALUES (:office, :bytes, :sha256, :width, :height, :at, :actor)
ON DUPLICATE KEY UPDATE bytes = :bytes, sha256 = :sha256, width = :width, height = :height, uploaded_at = :at,
  uploaded_by = :actor;

-- name: logo_drop :exec
-- by: web
-- in: office int64
DELETE FROM office_logo WHERE office_id = :office;
