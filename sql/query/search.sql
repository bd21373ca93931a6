-- Searching as people remember: names with slips of the finger, numbers, and filters beside them.

-- name: name_word_find :one
-- by: web migrate
-- in: word text
-- row: id int64
SELECT id FROM name_word WHERE word = :word;

-- name: name_word_add :exec
-- by: web migrate
-- in: word text
INSERT IGNORE INTO name_word (word) VALUES (:word);

-- name: name_near_add :exec
-- by: web migrate
-- in: near text, word int64
INSERT IGNORE INTO name_near (near, word_id) VALUES (:near, :word);

-- name: case_word_clear :exec
-- by: web migrate
-- in: case_id int64
DELETE FROM case_word WHERE case_id = :case_id;

-- name: case_word_add :exec
-- by: web migrate
-- in: office int64, word int64, case_id int64
INSERT IGNORE INTO case_word (office_id, word_id, case_id) VALUES (:office, :word, :case_id);

-- Words that begin so, the shortest first; entries of beginnings ("SUR*", sop/name_key.h) are none.
-- name: words_from :many
-- by: web
-- in: from_word text
-- row: id int64, word text
SELECT id, word FROM name_word WHERE word LIKE :from_word AND word NOT LIKE '%*' ORDER BY LENGTH(word), word LIMIT 12;

-- name: words_near :many
-- by: web
-- in: near1 text, near2 text, near3 text, near4 text, near5 text, near6 text, near7 text, near8 text, near9 text, near10 text, near11 text, near12 text, near13 text, near14 text, near15 text, near16 text
-- row: id int64, word text
SELECT DISTINCT w.id, w.word FROM name_near n JOIN name_word w ON w.id = n.word_id
WHERE n.near IN (:near1, :near2, :near3, :near4, :near5, :near6, :near7, :near8, :near9, :near10, :near11, :near12, :near13, :near14, :near15, :near16) LIMIT 200;

-- One word, no filter: the newest cases of each of its spellings are enough, however many there are.  The key is named,
-- because the optimizer's looks into the other ones cost more than the rows (2 ms of 3 at ten million cases).
-- name: cases_by_word :many
-- by: web
-- in: office int64, a1 int64, a2 int64, a3 int64, a4 int64, a5 int64, a6 int64, a7 int64, a8 int64, a9 int64, a10 int64, a11 int64, a12 int64, before int64, size int64
-- row: id int64, agenda_no int64?, agenda_year int64?, name text, nik text, village text, status text, status_at utc, created_at utc, sign_mode text, again_on day?
SELECT c.id, c.agenda_no, c.agenda_year, c.name, c.nik, v.name, c.status, c.status_at, c.created_at, c.sign_mode, c.again_on
FROM (SELECT case_id FROM ((SELECT case_id FROM case_word FORCE INDEX (PRIMARY) WHERE office_id = :office AND word_id = :a1 AND case_id < :before ORDER BY case_id DESC LIMIT :size)
  UNION (SELECT case_id FROM case_word FORCE INDEX (PRIMARY) WHERE office_id = :office AND word_id = :a2 AND case_id < :before ORDER BY case_id DESC LIMIT :size)
  UNION (SELECT case_id FROM case_word FORCE INDEX (PRIMARY) WHERE office_id = :office AND word_id = :a3 AND case_id < :before ORDER BY case_id DESC LIMIT :size)
  UNION (SELECT case_id FROM case_word FORCE INDEX (PRIMARY) WHERE office_id = :office AND word_id = :a4 AND case_id < :before ORDER BY case_id DESC LIMIT :size)
  UNION (SELECT case_id FROM case_word FORCE INDEX (PRIMARY) WHERE office_id = :office AND word_id = :a5 AND case_id < :before ORDER BY case_id DESC LIMIT :size)
  UNION (SELECT case_id FROM case_word FORCE INDEX (PRIMARY) WHERE office_id = :office AND word_id = :a6 AND case_id < :before ORDER BY case_id DESC LIMIT :size)
  UNION (SELECT case_id FROM case_word FORCE INDEX (PRIMARY) WHERE office_id = :office AND word_id = :a7 AND case_id < :before ORDER BY case_id DESC LIMIT :size)
  UNION (SELECT case_id FROM case_word FORCE INDEX (PRIMARY) WHERE office_id = :office AND word_id = :a8 AND case_id < :before ORDER BY case_id DESC LIMIT :size)
  UNION (SELECT case_id FROM case_word FORCE INDEX (PRIMARY) WHERE office_id = :office AND word_id = :a9 AND case_id < :before ORDER BY case_id DESC LIMIT :size)
  UNION (SELECT case_id FROM case_word FORCE INDEX (PRIMARY) WHERE office_id = :office AND word_id = :a10 AND case_id < :before ORDER BY case_id DESC LIMIT :size)
  UNION (SELECT case_id FROM case_word FORCE INDEX (PRIMARY) WHERE office_id = :office AND word_id = :a11 AND case_id < :before ORDER BY case_id DESC LIMIT :size)
  UNION (SELECT case_id FROM case_word FORCE INDEX (PRIMARY) WHERE office_id = :office AND word_id = :a12 AND case_id < :before ORDER BY case_id DESC LIMIT :size)) u
  ORDER BY case_id DESC LIMIT :size) w
JOIN casefile c ON c.id = w.case_id JOIN village v ON v.id = c.village_id
ORDER BY c.id DESC LIMIT :size;

-- The same of one entry alone, as three and four letters have: eleven empty places less to plan for.
-- name: cases_by_entry :many
-- by: web
-- in: office int64, word int64, before int64, size int64
-- row: id int64, agenda_no int64?, agenda_year int64?, name text, nik text, village text, status text, status_at utc, created_at utc, sign_mode text, again_on day?
SELECT c.id, c.agenda_no, c.agenda_year, c.name, c.nik, v.name, c.status, c.status_at, c.created_at, c.sign_mode, c.again_on
FROM (SELECT case_id FROM case_word FORCE INDEX (PRIMARY) WHERE office_id = :office AND word_id = :word AND case_id < :before
  ORDER BY case_id DESC LIMIT :size) w
JOIN casefile c ON c.id = w.case_id JOIN village v ON v.id = c.village_id
ORDER BY c.id DESC LIMIT :size;

-- name: cases_by_word_in :many
-- by: web
-- in: office int64, a1 int64, a2 int64, a3 int64, a4 int64, a5 int64, a6 int64, a7 int64, a8 int64, a9 int64, a10 int64, a11 int64, a12 int64, village int64, status text, since utc, till utc, before int64, size int64
-- row: id int64, agenda_no int64?, agenda_year int64?, name text, nik text, village text, status text, status_at utc, created_at utc, sign_mode text, again_on day?
SELECT DISTINCT c.id, c.agenda_no, c.agenda_year, c.name, c.nik, v.name, c.status, c.status_at, c.created_at, c.sign_mode, c.again_on
FROM case_word w JOIN casefile c ON c.id = w.case_id JOIN village v ON v.id = c.village_id
WHERE w.office_id = :office AND w.word_id IN (:a1, :a2, :a3, :a4, :a5, :a6, :a7, :a8, :a9, :a10, :a11, :a12)
  AND c.id < :before AND c.created_at >= :since AND c.created_at < :till
  AND (:village = 0 OR c.village_id = :village) AND (:status = '' OR c.status = :status)
ORDER BY c.id DESC LIMIT :size;

-- Two words of one name: the cases of each are read in one piece and then compared, which needs no memory for the
-- whole table.
-- name: cases_by_words :many
-- by: web
-- in: office int64, a1 int64, a2 int64, a3 int64, a4 int64, a5 int64, a6 int64, a7 int64, a8 int64, a9 int64, a10 int64, a11 int64, a12 int64, b1 int64, b2 int64, b3 int64, b4 int64, b5 int64, b6 int64, b7 int64, b8 int64, b9 int64, b10 int64, b11 int64, b12 int64, village int64, status text, since utc, till utc, before int64, size int64
-- row: id int64, agenda_no int64?, agenda_year int64?, name text, nik text, village text, status text, status_at utc, created_at utc, sign_mode text, again_on day?
SELECT c.id, c.agenda_no, c.agenda_year, c.name, c.nik, v.name, c.status, c.status_at, c.created_at, c.sign_mode, c.again_on
FROM (SELECT DISTINCT case_id FROM case_word FORCE INDEX (PRIMARY) WHERE office_id = :office AND case_id < :before
    AND word_id IN (:a1, :a2, :a3, :a4, :a5, :a6, :a7, :a8, :a9, :a10, :a11, :a12)) m
JOIN (SELECT DISTINCT case_id FROM case_word FORCE INDEX (PRIMARY) WHERE office_id = :office AND case_id < :before
    AND word_id IN (:b1, :b2, :b3, :b4, :b5, :b6, :b7, :b8, :b9, :b10, :b11, :b12)) x ON x.case_id = m.case_id
JOIN casefile c ON c.id = m.case_id JOIN village v ON v.id = c.village_id
WHERE c.created_at >= :since AND c.created_at < :till
  AND (:village = 0 OR c.village_id = :village) AND (:status = '' OR c.status = :status)
ORDER BY c.id DESC LIMIT :size;

-- The beginning of a NIK or of a family card number, or a whole telephone number.
-- name: cases_by_digits :many
-- by: web
-- in: office int64, from_digits text, village int64, status text, since utc, till utc, before int64, size int64
-- row: id int64, agenda_no int64?, agenda_year int64?, name text, nik text, village text, status text, status_at utc, created_at utc, sign_mode text, again_on day?
SELECT c.id, c.agenda_no, c.agenda_year, c.name, c.nik, v.name, c.status, c.status_at, c.created_at, c.sign_mode, c.again_on
FROM (SELECT id FROM casefile FORCE INDEX (casefile_nik) WHERE office_id = :office AND nik LIKE :from_digits
  UNION SELECT id FROM casefile FORCE INDEX (casefile_kk) WHERE office_id = :office AND kk LIKE :from_digits) w
JOIN casefile c ON c.id = w.id JOIN village v ON v.id = c.village_id
WHERE c.id < :before AND c.created_at >= :since AND c.created_at < :till
  AND (:village = 0 OR c.village_id = :village) AND (:status = '' OR c.status = :status)
ORDER BY c.id DESC LIMIT :size;

-- name: cases_by_birth :many
-- by: web
-- in: office int64, born day, village int64, status text, since utc, till utc, before int64, size int64
-- row: id int64, agenda_no int64?, agenda_year int64?, name text, nik text, village text, status text, status_at utc, created_at utc, sign_mode text, again_on day?
SELECT c.id, c.agenda_no, c.agenda_year, c.name, c.nik, v.name, c.status, c.status_at, c.created_at, c.sign_mode, c.again_on
FROM casefile c JOIN village v ON v.id = c.village_id
WHERE c.office_id = :office AND c.birth_day = :born
  AND c.id < :before AND c.created_at >= :since AND c.created_at < :till
  AND (:village = 0 OR c.village_id = :village) AND (:status = '' OR c.status = :status)
ORDER BY c.id DESC LIMIT :size;

-- name: cases_all :many
-- by: web
-- in: office int64, village int64, status text, since utc, till utc, before int64, size int64
-- row: id int64, agenda_no int64?, agenda_year int64?, name text, nik text, village text, status text, status_at utc, created_at utc, sign_mode text, again_on day?
SELECT c.id, c.agenda_no, c.agenda_year, c.name, c.nik, v.name, c.status, c.status_at, c.created_at, c.sign_mode, c.again_on
FROM casefile c JOIN village v ON v.id = c.village_id
WHERE c.office_id = :office
  AND c.id < :before AND c.created_at >= :since AND c.created_at < :till
  AND (:village = 0 OR c.village_id = :village) AND (:status = '' OR c.status = :status)
ORDER BY c.id DESC LIMIT :size;

-- name: filter_list :many
-- by: web
-- in: user int64
-- row: id int64, name text, village_id int64?, status text, period text
SELECT id, name, village_id, status, period FROM saved_filter WHERE user_id = :user ORDER BY name LIMIT 20;

-- name: filter_save :exec
-- by: web
-- in: user int64, name text, village_id int64?, status text, period text
INSERT INTO saved_filter (user_id, name, village_id, status, period) VALUES (:user, :name, :village_id, :status, :period)
ON DUPLICATE KEY UPDATE village_id = VALUES(village_id), status = VALUES(status), period = VALUES(period);

-- name: filter_delete :exec
-- by: web
-- in: user int64, id int64
DELETE FROM saved_filter WHERE id = :id AND user_id = :user;

-- Cases without words: stored before there were any, or named without a Latin letter.
-- name: names_missing :many
-- by: migrate
-- in: after int64
-- row: id int64, office_id int64, name text
SELECT c.id, c.office_id, c.name FROM casefile c
WHERE c.id > :after AND NOT EXISTS (SELECT 1 FROM case_word w WHERE w.case_id = c.id) ORDER BY c.id LIMIT 500;

-- name: case_public_find :one
-- by: auth
-- in: uuid_from text, born day
-- row: office text, agenda_format text, status text, agenda_year int64?, agenda_no int64?, recorded int64, is_signed int64
SELECT office, agenda_format, status, agenda_year, agenda_no, recorded, is_signed FROM case_public
WHERE uuid LIKE :uuid_from AND birth_day = :born LIMIT 1;

-- name: public_status_on :one
-- by: auth
-- row: n int64
SELECT COUNT(*) FROM office WHERE public_status = 1;

-- By the code on a receipt: two cases with the same ten digits are none.
-- name: case_by_code :one
-- by: web
-- in: office int64, uuid_from text
-- row: id int64
SELECT MIN(id) AS id FROM casefile WHERE uuid LIKE :uuid_from AND office_id = :office HAVING COUNT(*) = 1;
