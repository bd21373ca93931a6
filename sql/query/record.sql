-- Sealed records on their way to the export role.

-- name: record_case :one
-- by: migrate
-- in: id int64, office int64
-- row: id int64, uuid text
SELECT id, uuid FROM casefile WHERE id = :id AND office_id = :office;

-- name: record_list :many
-- by: migrate
-- in: id int64
-- row: kind text, finger int64, epoch text, bytes int64, at utc
SELECT 'JARI', finger, epoch, LENGTH(sealed), stored_at FROM capture_image WHERE case_id = :id AND destroyed_id IS NULL
UNION ALL SELECT kind, 0, epoch, LENGTH(sealed), at FROM biometric_part WHERE case_id = :id AND sealed IS NOT NULL
ORDER BY 2, 1;

-- name: record_get :one
-- by: migrate
-- in: id int64, kind text, finger int64
-- row: sealed blob, sha256 blob
SELECT sealed, sha256 FROM capture_image WHERE case_id = :id AND finger = :finger AND :kind = 'JARI' AND destroyed_id IS NULL
UNION ALL SELECT sealed, sha256 FROM biometric_part WHERE case_id = :id AND kind = :kind AND :finger = 0;

-- Of every station, also one that was revoked: its older records are still checked with its key.
-- name: record_station_list :many
-- by: migrate
-- in: office int64
-- row: code text, sign_key blob
SELECT code, sign_key FROM station WHERE office_id = :office ORDER BY id;

-- name: record_missing :many
-- by: migrate
-- in: id int64
-- row: finger int64, reason text
SELECT finger, reason FROM finger_exception WHERE case_id = :id ORDER BY finger;
