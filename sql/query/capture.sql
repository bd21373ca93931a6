-- Step 5: orders to the station, sealed images, exceptions.

-- name: capture_order :insert
-- by: station
-- in: case_id int64, station int64, job text, finger int64, purpose text, at utc, actor int64
INSERT INTO capture (case_id, station_id, job, finger, purpose, state, ordered_at, ordered_by)
VALUES (:case_id, :station, :job, :finger, :purpose, 'ordered', :at, :actor);

-- name: capture_last :one
-- by: station web
-- in: case_id int64
-- row: id int64, job text, finger int64, purpose text, state text, reason text, cause text, quality int64?, same_as int64?, score int64?, ordered_at utc, station_id int64
SELECT id, job, finger, purpose, state, reason, cause, quality, same_as, score, ordered_at, station_id
FROM capture WHERE case_id = :case_id ORDER BY id DESC LIMIT 1;

-- name: capture_lock :one
-- by: station
-- in: id int64
-- row: id int64, case_id int64, job text, finger int64, purpose text, state text
SELECT id, case_id, job, finger, purpose, state FROM capture WHERE id = :id FOR UPDATE;

-- name: capture_end :exec
-- by: station
-- in: id int64, state text, reason text, cause text, held int64, quality int64?, same_as int64?, score int64?, width int64?, height int64?, ppi int64?, driver text, at utc
UPDATE capture SET state = :state, reason = :reason, cause = :cause, held = :held, quality = :quality, same_as = :same_as, score = :score,
  width = :width, height = :height, ppi = :ppi, driver = :driver, ended_at = :at
WHERE id = :id AND state = 'ordered';

-- Every station that recorded something of this case.
-- name: capture_stations :many
-- by: station
-- in: case_id int64
-- row: station_id int64
SELECT DISTINCT station_id FROM capture WHERE case_id = :case_id;

-- name: capture_image_put :exec
-- by: station
-- in: case_id int64, finger int64, capture int64, epoch text, sealed blob, sha256 blob, at utc
INSERT INTO capture_image (case_id, finger, capture_id, epoch, sealed, sha256, stored_at)
VALUES (:case_id, :finger, :capture, :epoch, :sealed, :sha256, :at)
ON DUPLICATE KEY UPDATE capture_id = VALUES(capture_id), epoch = VALUES(epoch), sealed = VALUES(sealed),
  sha256 = VALUES(sha256), stored_at = VALUES(stored_at), destroyed_id = NULL;

-- name: capture_finger_list :many
-- by: station web
-- in: case_id int64
-- row: finger int64, quality int64?, attempts int64, same_as int64?, capture_id int64, forced text, review text
SELECT i.finger, c.quality,
  (SELECT COUNT(*) FROM capture a WHERE a.case_id = i.case_id AND a.finger = i.finger AND a.purpose = 'REKAM'),
  c.same_as, c.id, c.forced_why, c.review
FROM capture_image i JOIN capture c ON c.id = i.capture_id
WHERE i.case_id = :case_id ORDER BY i.finger;

-- Verified since its image was taken: one that was taken anew is verified anew.
-- name: capture_verified_list :many
-- by: station web
-- in: case_id int64
-- row: finger int64, score int64?, job text
SELECT v.finger, MAX(v.score), MAX(v.job) FROM capture v
JOIN capture_image i ON i.case_id = v.case_id AND i.finger = v.finger AND i.capture_id < v.id
WHERE v.case_id = :case_id AND v.purpose = 'VERIFIKASI' AND v.state = 'done' AND v.same_as = v.finger AND v.score >= 60
GROUP BY v.finger;

-- Fingers that still stand in the way of TEREKAM: none where the office needs only the official result.
-- name: capture_fingers_open :one
-- by: station web
-- in: case_id int64
-- row: n int64
SELECT CASE WHEN p.local = 0 OR p.needs = 'RESMI' OR p.id IS NULL THEN 0 ELSE 10 - (SELECT COUNT(*) FROM (
    SELECT i.finger FROM capture_image i JOIN capture k ON k.id = i.capture_id AND k.review <> 'ULANG' WHERE i.case_id = :case_id
    UNION SELECT finger FROM finger_exception WHERE case_id = :case_id
  ) f) END
FROM casefile c JOIN office o ON o.id = c.office_id
LEFT JOIN biometric_policy p ON p.id = (SELECT MAX(q.id) FROM biometric_policy q WHERE q.office_id = COALESCE(o.training_of, o.id))
WHERE c.id = :case_id;

-- name: finger_exception_set :exec
-- by: station
-- in: case_id int64, finger int64, reason text, note text, at utc, actor int64
INSERT INTO finger_exception (case_id, finger, reason, note, at, by_user)
VALUES (:case_id, :finger, :reason, :note, :at, :actor)
ON DUPLICATE KEY UPDATE reason = VALUES(reason), note = VALUES(note), at = VALUES(at), by_user = VALUES(by_user);

-- name: finger_exception_drop :exec
-- by: station
-- in: case_id int64, finger int64
DELETE FROM finger_exception WHERE case_id = :case_id AND finger = :finger;

-- name: finger_exception_list :many
-- by: station web
-- in: case_id int64
-- row: finger int64, reason text, note text
SELECT finger, reason, note FROM finger_exception WHERE case_id = :case_id ORDER BY finger;

-- ---- prints that were refused as poor ----

-- The held print of that finger, the best first, and how often it was tried.
-- name: capture_held :one
-- by: station
-- in: case_id int64, finger int64
-- row: id int64, job text, quality int64?, station_id int64, tries int64
SELECT c.id, c.job, c.quality, c.station_id,
  (SELECT COUNT(*) FROM capture a WHERE a.case_id = c.case_id AND a.finger = c.finger AND a.purpose = 'REKAM' AND a.reason = 'poor')
FROM capture c
WHERE c.case_id = :case_id AND c.finger = :finger AND c.purpose = 'REKAM' AND c.state = 'failed' AND c.held = 1
ORDER BY c.quality DESC, c.id DESC LIMIT 1;

-- name: capture_force :exec
-- by: station
-- in: id int64, why text, actor int64
UPDATE capture SET state = 'done', held = 0, forced_why = :why, forced_by = :actor WHERE id = :id AND state = 'failed';

-- What the Kasi has to look at: prints taken below the quality that were not replaced since.
-- name: capture_review_list :many
-- by: web
-- in: office int64
-- row: id int64, case_id int64, name text, nik text, agenda_year int64?, agenda_no int64?, finger int64, quality int64?, forced_why text, who text, ended_at utc?, tries int64
SELECT k.id, k.case_id, c.name, c.nik, c.agenda_year, c.agenda_no, k.finger, k.quality, k.forced_why, u.name, k.ended_at,
  (SELECT COUNT(*) FROM capture a WHERE a.case_id = k.case_id AND a.finger = k.finger AND a.purpose = 'REKAM' AND a.id <= k.id)
FROM capture k JOIN capture_image i ON i.capture_id = k.id JOIN casefile c ON c.id = k.case_id JOIN user u ON u.id = k.forced_by
WHERE c.office_id = :office AND k.forced_by IS NOT NULL AND k.review = ''
ORDER BY k.id LIMIT 100;

-- name: capture_review :exec
-- by: web
-- in: id int64, case_id int64, review text, note text, actor int64, at utc
UPDATE capture SET review = :review, review_note = :note, reviewed_by = :actor, reviewed_at = :at
WHERE id = :id AND case_id = :case_id AND forced_by IS NOT NULL AND review = '';

-- ---- templates, sealed for their station ----

-- name: capture_template_put :exec
-- by: station
-- in: case_id int64, finger int64, station int64, box blob, at utc
INSERT INTO capture_template (case_id, finger, station_id, box, at) VALUES (:case_id, :finger, :station, :box, :at)
ON DUPLICATE KEY UPDATE station_id = VALUES(station_id), box = VALUES(box), at = VALUES(at);

-- name: capture_template_list :many
-- by: station
-- in: case_id int64, station int64
-- row: finger int64, box blob
SELECT finger, box FROM capture_template WHERE case_id = :case_id AND station_id = :station ORDER BY finger;

-- name: capture_template_drop :exec
-- by: station
-- in: case_id int64, finger int64
DELETE FROM capture_template WHERE case_id = :case_id AND finger = :finger;

-- Of cases that ended elsewhere: cancelled at the counter, expired at night.
-- name: capture_template_sweep :exec
-- by: station
DELETE t FROM capture_template t JOIN casefile c ON c.id = t.case_id WHERE c.open = 0;

-- name: capture_templates_drop :exec
-- by: station
-- in: case_id int64
DELETE FROM capture_template WHERE case_id = :case_id;

-- ---- what the officer has confirmed ----

-- name: capture_mark_set :exec
-- by: station
-- in: case_id int64, what text, note text, at utc, actor int64
INSERT INTO capture_mark (case_id, what, note, at, by_user) VALUES (:case_id, :what, :note, :at, :actor)
ON DUPLICATE KEY UPDATE note = VALUES(note), at = VALUES(at), by_user = VALUES(by_user);

-- name: capture_mark_list :many
-- by: station web
-- in: case_id int64
-- row: what text, note text
SELECT what, note FROM capture_mark WHERE case_id = :case_id ORDER BY what;

-- name: capture_marks_drop :exec
-- by: station
-- in: case_id int64
DELETE FROM capture_mark WHERE case_id = :case_id;
