-- Who is affected: the persons whose data an account, an address, a station or a backup could
-- show.  kinds is a bit set, enum affected_kind in duty/affected.h.  One row a person; total
-- stands on every row.  The case ids come whole and in order, for the hash.

-- From the traces.  user 0 and address '' mean any.  An action on a case, a paper or a print names
-- its object; a list (register, queue, search) names only itself, and with lists = 1 everybody
-- who could stand in it is counted, marked as list only.
-- name: affected_by_trace :many
-- by: web
-- in: office int64, user int64, address text, from_at utc, to_at utc, lists int64, skip int64, size int64
-- row: case_id int64, nik text, name text, village text, phone text, cases int64, kinds int64, looks int64, first_at utc, last_at utc, total int64
SELECT c.id, c.nik, c.name, v.name, c.phone, p.cases, p.kinds, p.looks, p.first_at, p.last_at, COUNT(*) OVER ()
FROM (
  SELECT MAX(c.id) AS id, COUNT(DISTINCT c.id) AS cases, BIT_OR(h.kinds) AS kinds, SUM(h.n) AS looks,
    MIN(h.first_at) AS first_at, MAX(h.last_at) AS last_at
  FROM (
    SELECT IF(t.object LIKE 'casefile/%', CAST(SUBSTRING(t.object, 10) AS UNSIGNED),
        IF(t.object LIKE 'document/%', d.case_id, e.case_id)) AS case_id,
      t.n, t.first_at, t.last_at,
      t.kinds | IF(t.object LIKE 'casefile/%', 1, 2) AS kinds
    FROM (
      SELECT object, COUNT(*) AS n, MIN(at) AS first_at, MAX(at) AS last_at,
        BIT_OR(CASE WHEN action IN ('LIHAT_SIDIK_JARI', 'REKAM_JARI', 'VERIFIKASI_JARI') THEN 4
          WHEN action IN ('EKSTRAK', 'UNDUH_EKSTRAK') THEN 3
          WHEN action LIKE 'LIHAT%' OR action LIKE 'UNDUH%' THEN 0 ELSE 16 END) AS kinds
      FROM audit
      WHERE office_id = :office AND at >= :from_at AND at <= :to_at
        AND (:user = 0 OR actor_id = :user) AND (:address = '' OR address = :address)
        AND (object LIKE 'casefile/%' OR object LIKE 'document/%' OR object LIKE 'print_job/%')
      GROUP BY object
    ) t
    LEFT JOIN document d ON t.object LIKE 'document/%' AND d.id = CAST(SUBSTRING(t.object, 10) AS UNSIGNED)
    LEFT JOIN print_job j ON t.object LIKE 'print_job/%' AND j.id = CAST(SUBSTRING(t.object, 11) AS UNSIGNED)
    LEFT JOIN document e ON e.id = j.document_id
    UNION ALL
    SELECT c.id, l.n, l.first_at, l.last_at, 32
    FROM (
      SELECT object, COUNT(*) AS n, MIN(at) AS first_at, MAX(at) AS last_at
      FROM audit
      WHERE :lists = 1 AND office_id = :office AND at >= :from_at AND at <= :to_at
        AND (:user = 0 OR actor_id = :user) AND (:address = '' OR address = :address)
        AND action <> 'DITOLAK' AND (object LIKE 'register/%' OR object LIKE 'insiden/%' OR object IN ('antrean', 'permohonan', 'terdampak', 'beranda', 'cetak', 'meja-tanda-tangan', 'alihkan', 'mutu-sidik-jari'))
        AND action IN ('LIHAT', 'CARI', 'LIHAT_TERDAMPAK', 'UNDUH_TERDAMPAK')
      GROUP BY object
    ) l
    JOIN casefile c ON c.office_id = :office AND c.created_at <= l.last_at
      AND (l.object NOT LIKE 'register/%' OR c.agenda_year = CAST(SUBSTRING(l.object, 10) AS UNSIGNED))
  ) h JOIN casefile c ON c.id = h.case_id AND c.office_id = :office
  GROUP BY c.nik
) p JOIN casefile c ON c.id = p.id JOIN village v ON v.id = c.village_id
ORDER BY c.name, c.id LIMIT :size OFFSET :skip;

-- What a station took or compared.
-- name: affected_by_station :many
-- by: web
-- in: office int64, station int64, from_at utc, to_at utc, skip int64, size int64
-- row: case_id int64, nik text, name text, village text, phone text, cases int64, kinds int64, looks int64, first_at utc, last_at utc, total int64
SELECT c.id, c.nik, c.name, v.name, c.phone, p.cases, 4, p.looks, p.first_at, p.last_at, COUNT(*) OVER ()
FROM (
  SELECT MAX(c.id) AS id, COUNT(DISTINCT c.id) AS cases, COUNT(*) AS looks,
    MIN(k.ordered_at) AS first_at, MAX(COALESCE(k.ended_at, k.ordered_at)) AS last_at
  FROM capture k JOIN casefile c ON c.id = k.case_id AND c.office_id = :office
  WHERE k.station_id = :station AND k.ordered_at >= :from_at AND k.ordered_at <= :to_at
  GROUP BY c.nik
) p JOIN casefile c ON c.id = p.id JOIN village v ON v.id = c.village_id
ORDER BY c.name, c.id LIMIT :size OFFSET :skip;

-- All that was stored when a backup was made.
-- name: affected_by_backup :many
-- by: web
-- in: office int64, backup_at utc, skip int64, size int64
-- row: case_id int64, nik text, name text, village text, phone text, cases int64, kinds int64, looks int64, first_at utc, last_at utc, total int64
SELECT c.id, c.nik, c.name, v.name, c.phone, p.cases, p.kinds, 0, p.first_at, p.last_at, COUNT(*) OVER ()
FROM (
  SELECT MAX(c.id) AS id, COUNT(*) AS cases, MIN(c.created_at) AS first_at,
    LEAST(MAX(c.status_at), :backup_at) AS last_at,
    BIT_OR(1
      | IF(EXISTS (SELECT 1 FROM document d WHERE d.case_id = c.id AND d.created_at <= :backup_at), 2, 0)
      | IF(EXISTS (SELECT 1 FROM capture_image i WHERE i.case_id = c.id AND i.stored_at <= :backup_at), 8, 0)) AS kinds
  FROM casefile c WHERE c.office_id = :office AND c.created_at <= :backup_at
  GROUP BY c.nik
) p JOIN casefile c ON c.id = p.id JOIN village v ON v.id = c.village_id
ORDER BY c.name, c.id LIMIT :size OFFSET :skip;

-- What else the account or address did with many persons at once, so that a page can say what
-- the list leaves out.
-- name: affected_lists :one
-- by: web
-- in: office int64, user int64, address text, from_at utc, to_at utc
-- row: lists int64
SELECT COUNT(*) FROM audit
WHERE office_id = :office AND at >= :from_at AND at <= :to_at
  AND (:user = 0 OR actor_id = :user) AND (:address = '' OR address = :address)
  AND action <> 'DITOLAK' AND (object LIKE 'register/%' OR object LIKE 'insiden/%' OR object IN ('antrean', 'permohonan', 'terdampak', 'beranda', 'cetak', 'meja-tanda-tangan', 'alihkan', 'mutu-sidik-jari'))
  AND action IN ('LIHAT', 'CARI', 'LIHAT_TERDAMPAK', 'UNDUH_TERDAMPAK');

-- name: affected_user :one
-- by: web
-- in: office int64, username text
-- row: id int64, name text
SELECT id, name FROM user WHERE office_id = :office AND username = :username;

-- name: affected_station :one
-- by: web
-- in: office int64, code text
-- row: id int64, label text
SELECT id, label FROM station WHERE office_id = :office AND code = :code;

-- name: affected_users :many
-- by: web
-- in: office int64
-- row: username text, name text
SELECT username, name FROM user WHERE office_id = :office ORDER BY name, id;

-- name: affected_stations :many
-- by: web
-- in: office int64
-- row: code text, label text
SELECT code, label FROM station WHERE office_id = :office ORDER BY code;

-- name: affected_office :one
-- by: web
-- in: region text
-- row: id int64, name text
SELECT id, name FROM office WHERE region_code = :region AND training_of IS NULL ORDER BY id LIMIT 1;
