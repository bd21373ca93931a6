-- Step 5: orders to the station, sealed images, exceptions.

-- name: capture_order :insert
-- by: station
-- in: case_id int64, station int64, job text, finger int64, purpose text, at utc, actor int64
INSERT INTO capture (case_id, station_id, job, finger, purpose, state, ordered_at, ordered_by)
VALUES (:case_id, :station, :job, :finger, :purpose, 'ordered', :at, :actor);

-- name: capture_last :one
-- by: station web
-- in: case_id int64
-- row: id int64, job text, finger int64, purpose text, state text, reason text, quality int64?, same_as int64?, score int64?, ordered_at utc
SELECT id, job, finger, purpose, state, reason, quality, same_as, score, ordered_at
FROM capture WHERE case_id = :case_id ORDER BY id DESC LIMIT 1;

-- name: capture_lock :one
-- by: station
-- in: id int64
-- row: id int64, case_id int64, job text, finger int64, purpose text, state text
SELECT id, case_id, job, finger, purpose, state FROM capture WHERE id = :id FOR UPDATE;

-- name: capture_end :exec
-- by: station
-- in: id int64, state text, reason text, quality int64?, same_as int64?, score int64?, width int64?, height int64?, ppi int64?, driver text, at utc
UPDATE capture SET state = :state, reason = :reason, quality = :quality, same_as = :same_as, score = :score,
  width = :width, height = :height, ppi = :ppi, driver = :driver, ended_at = :at
WHERE id = :id AND state = 'ordered';

-- name: capture_image_put :exec
-- by: station
-- in: case_id int64, finger int64, capture int64, epoch text, sealed blob, sha256 blob, at utc
INSERT INTO capture_image (case_id, finger, capture_id, epoch, sealed, sha256, stored_at)
VALUES (:case_id, :finger, :capture, :epoch, :sealed, :sha256, :at)
ON DUPLICATE KEY UPDATE capture_id = VALUES(capture_id), epoch = VALUES(epoch), sealed = VALUES(sealed),
  sha256 = VALUES(sha256), stored_at = VALUES(stored_at);

-- name: capture_finger_list :many
-- by: station web
-- in: case_id int64
-- row: finger int64, quality int64?, attempts int64, same_as int64?, capture_id int64
SELECT i.finger, c.quality,
  (SELECT COUNT(*) FROM capture a WHERE a.case_id = i.case_id AND a.finger = i.finger AND a.purpose = 'REKAM'),
  c.same_as, c.id
FROM capture_image i JOIN capture c ON c.id = i.capture_id
WHERE i.case_id = :case_id ORDER BY i.finger;

-- name: capture_verified_list :many
-- by: station web
-- in: case_id int64
-- row: finger int64, score int64?, job text
SELECT finger, MAX(score), MAX(job) FROM capture
WHERE case_id = :case_id AND purpose = 'VERIFIKASI' AND state = 'done' AND same_as = finger
GROUP BY finger;

-- name: capture_fingers_open :one
-- by: station web
-- in: case_id int64
-- row: n int64
SELECT 10 - (SELECT COUNT(*) FROM (
    SELECT finger FROM capture_image WHERE case_id = :case_id
    UNION SELECT finger FROM finger_exception WHERE case_id = :case_id
  ) f);

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
