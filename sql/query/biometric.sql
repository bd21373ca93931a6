-- What the office has decided about step 5; photo, signature, the official enrolment; stations.

-- name: biometric_policy_now :one
-- by: web station admin migrate
-- in: office int64
-- row: id int64, local int64, basis text, dpia text, needs text, keep text, keep_days int64, quality text, attempts int64, photo int64, signature int64, exception_photo int64, at utc, who text?
SELECT p.id, p.local, p.basis, p.dpia, p.needs, p.keep, p.keep_days, p.quality, p.attempts, p.photo, p.signature, p.exception_photo, p.at, u.name
FROM biometric_policy p LEFT JOIN user u ON u.id = p.by_user
WHERE p.office_id = (SELECT COALESCE(o.training_of, o.id) FROM office o WHERE o.id = :office)
ORDER BY p.id DESC LIMIT 1;

-- name: biometric_policy_add :insert
-- by: admin migrate
-- in: office int64, local int64, basis text, dpia text, needs text, keep text, keep_days int64, quality text, attempts int64, photo int64, signature int64, exception_photo int64, at utc, actor int64?
INSERT INTO biometric_policy (office_id, local, basis, dpia, needs, keep, keep_days, quality, attempts, photo, signature, exception_photo, at, by_user)
VALUES (:office, :local, :basis, :dpia, :needs, :keep, :keep_days, :quality, :attempts, :photo, :signature, :exception_photo, :at, :actor);

-- ---- photo and signature ----

-- name: biometric_part_put :exec
-- by: web
-- in: case_id int64, kind text, how text, reason text, note text, station int64?, epoch text, width int64?, height int64?, sealed blob?, sha256 blob?, at utc, actor int64
INSERT INTO biometric_part (case_id, kind, how, reason, note, station_id, epoch, width, height, sealed, sha256, at, by_user)
VALUES (:case_id, :kind, :how, :reason, :note, :station, :epoch, :width, :height, :sealed, :sha256, :at, :actor)
ON DUPLICATE KEY UPDATE how = VALUES(how), reason = VALUES(reason), note = VALUES(note), station_id = VALUES(station_id), epoch = VALUES(epoch),
  width = VALUES(width), height = VALUES(height), sealed = VALUES(sealed), sha256 = VALUES(sha256), at = VALUES(at), by_user = VALUES(by_user), destroyed_id = NULL;

-- name: biometric_part_list :many
-- by: station web
-- in: case_id int64
-- row: kind text, how text, reason text, note text, width int64?, height int64?, at utc, who text, destroyed_at utc?
SELECT p.kind, p.how, p.reason, p.note, p.width, p.height, p.at, u.name, x.at
FROM biometric_part p JOIN user u ON u.id = p.by_user LEFT JOIN destruction x ON x.id = p.destroyed_id WHERE p.case_id = :case_id ORDER BY p.kind;

-- ---- the official enrolment ----

-- name: enrolment_add :insert
-- by: station
-- in: case_id int64, part text, result text, reason text, siak text, on_day day, officer text, note text, at utc, actor int64
INSERT INTO enrolment (case_id, part, result, reason, siak, on_day, officer, note, at, by_user)
VALUES (:case_id, :part, :result, :reason, :siak, :on_day, :officer, :note, :at, :actor);

-- Newest first.
-- name: enrolment_list :many
-- by: station web
-- in: case_id int64
-- row: id int64, part text, result text, reason text, siak text, on_day day, officer text, note text, at utc, who text
SELECT e.id, e.part, e.result, e.reason, e.siak, e.on_day, e.officer, e.note, e.at, u.name
FROM enrolment e JOIN user u ON u.id = e.by_user WHERE e.case_id = :case_id ORDER BY e.id DESC LIMIT 50;

-- ---- stations ----

-- Where this session records: the one it chose, or the only one there is.
-- name: station_of_session :one
-- by: station web
-- in: office int64, token_hash blob
-- row: id int64, code text, label text, url text, sign_key blob
SELECT t.id, t.code, t.label, t.url, t.sign_key FROM station t
WHERE t.office_id = :office AND t.active = 1 AND t.revoked_at IS NULL AND t.rest_since IS NULL
  AND (t.id = (SELECT s.station_id FROM session s WHERE s.token_hash = :token_hash)
    OR (SELECT COUNT(*) FROM station n WHERE n.office_id = :office AND n.active = 1 AND n.revoked_at IS NULL AND n.rest_since IS NULL) = 1)
ORDER BY t.id LIMIT 1;

-- One by its number, also when it rests: what it was ordered is fetched there.
-- name: station_by_id :one
-- by: station
-- in: id int64, office int64
-- row: id int64, code text, label text, url text, sign_key blob
SELECT id, code, label, url, sign_key FROM station WHERE id = :id AND office_id = :office AND revoked_at IS NULL;

-- name: station_list :many
-- by: station web migrate
-- in: office int64
-- row: id int64, code text, label text, url text, sign_key blob, active int64, rest_since utc?, rest_note text, revoked_at utc?, up_at utc?, down_since utc?, down_why text
SELECT id, code, label, url, sign_key, active, rest_since, rest_note, revoked_at, up_at, down_since, down_why
FROM station WHERE office_id = :office ORDER BY id;

-- name: station_choose :exec
-- by: station
-- in: token_hash blob, station int64
UPDATE session SET station_id = :station WHERE token_hash = :token_hash;

-- name: station_up :exec
-- by: station
-- in: id int64, at utc
UPDATE station SET up_at = :at, down_since = NULL, down_why = '' WHERE id = :id;

-- name: station_down :exec
-- by: station
-- in: id int64, at utc, why text
UPDATE station SET down_since = COALESCE(down_since, :at), down_why = :why WHERE id = :id;

-- name: station_rest :exec
-- by: station
-- in: id int64, office int64, at utc?, note text
UPDATE station SET rest_since = :at, rest_note = :note WHERE id = :id AND office_id = :office AND revoked_at IS NULL;

-- name: station_find :one
-- by: migrate
-- in: office int64, code text
-- row: id int64, label text, url text, sign_key blob, active int64, revoked_at utc?
SELECT id, label, url, sign_key, active, revoked_at FROM station WHERE office_id = :office AND code = :code;

-- name: station_revoke :exec
-- by: migrate
-- in: id int64, at utc
UPDATE station SET active = 0, revoked_at = COALESCE(revoked_at, :at) WHERE id = :id;
