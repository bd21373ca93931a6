-- The traces as /audit and the history of a case show them.  Keyset by (at, id), newest first;
-- rows without an office (a stranger's login, rekamctl) are everybody's.

-- name: trace_list :many
-- by: web
-- in: office int64, from utc, to utc, to_id int64, action text, denied int64, size int64
-- row: id int64, at utc, actor int64?, name text?, roles int64, address text, action text, object text, detail text
SELECT a.id, a.at, a.actor_id, u.name, a.roles, a.address, a.action, a.object, a.detail
FROM audit a FORCE INDEX (audit_at) LEFT JOIN user u ON u.id = a.actor_id
WHERE a.at >= :from AND a.at <= :to AND (a.at < :to OR a.id < :to_id)
  AND (a.office_id = :office OR a.office_id IS NULL)
  AND (:action = '' OR a.action = :action)
  AND (:denied = 0 OR a.action IN ('DITOLAK', 'GAGAL_MASUK', 'GAGAL_PIN', 'GAGAL_KODE', 'KODE_DITOLAK'))
ORDER BY a.at DESC, a.id DESC LIMIT :size;

-- name: trace_list_actor :many
-- by: web
-- in: office int64, actor int64, from utc, to utc, to_id int64, action text, denied int64, size int64
-- row: id int64, at utc, actor int64?, name text?, roles int64, address text, action text, object text, detail text
SELECT a.id, a.at, a.actor_id, u.name, a.roles, a.address, a.action, a.object, a.detail
FROM audit a FORCE INDEX (audit_actor) LEFT JOIN user u ON u.id = a.actor_id
WHERE a.actor_id = :actor AND a.at >= :from AND a.at <= :to AND (a.at < :to OR a.id < :to_id)
  AND (a.office_id = :office OR a.office_id IS NULL)
  AND (:action = '' OR a.action = :action)
  AND (:denied = 0 OR a.action IN ('DITOLAK', 'GAGAL_MASUK', 'GAGAL_PIN', 'GAGAL_KODE', 'KODE_DITOLAK'))
ORDER BY a.at DESC, a.id DESC LIMIT :size;

-- Of one case: itself, its papers, their prints.
-- name: trace_list_case :many
-- by: web
-- in: office int64, case_id int64, actor int64, from utc, to utc, to_id int64, action text, denied int64, size int64
-- row: id int64, at utc, actor int64?, name text?, roles int64, address text, action text, object text, detail text
SELECT a.id, a.at, a.actor_id, u.name, a.roles, a.address, a.action, a.object, a.detail
FROM (
  SELECT CONCAT('casefile/', c.id) AS object FROM casefile c WHERE c.id = :case_id AND c.office_id = :office
  UNION ALL SELECT CONCAT('document/', d.id) FROM document d
    WHERE d.case_id = :case_id AND d.office_id = :office
  UNION ALL SELECT CONCAT('print_job/', j.id) FROM document d JOIN print_job j ON j.document_id = d.id
    WHERE d.case_id = :case_id AND d.office_id = :office
) o JOIN audit a ON a.object = o.object LEFT JOIN user u ON u.id = a.actor_id
WHERE a.at >= :from AND a.at <= :to AND (a.at < :to OR a.id < :to_id)
  AND (a.office_id = :office OR a.office_id IS NULL)
  AND (:actor = 0 OR a.actor_id = :actor)
  AND (:action = '' OR a.action = :action)
  AND (:denied = 0 OR a.action IN ('DITOLAK', 'GAGAL_MASUK', 'GAGAL_PIN', 'GAGAL_KODE', 'KODE_DITOLAK'))
ORDER BY a.at DESC, a.id DESC LIMIT :size;

-- name: trace_people :many
-- by: web
-- in: office int64
-- row: id int64, name text
SELECT id, name FROM user WHERE office_id = :office ORDER BY name;

-- name: trace_case :one
-- by: web
-- in: id int64, office int64
-- row: id int64, name text, agenda_no int64?, agenda_year int64?
SELECT id, name, agenda_no, agenda_year FROM casefile WHERE id = :id AND office_id = :office;

-- The last anchor, without its text.
-- name: trace_anchor :many
-- by: web
-- row: no int64, at utc, total int64, code text
SELECT no, at, total, code FROM audit_anchor ORDER BY no DESC LIMIT 1;

-- Rows in all; heads whose row is not there or is another one; rows since then that do not hang
-- together.  Cheap: one look per strand, and the rows of one day.
-- name: trace_state :one
-- by: web
-- in: since utc
-- row: total int64, heads int64, torn int64
SELECT (SELECT COALESCE(SUM(seq), 0) FROM audit_head),
  (SELECT COUNT(*) FROM audit_head h LEFT JOIN audit a ON a.strand = h.strand AND a.seq = h.seq
    WHERE h.seq > 0 AND (a.hash IS NULL OR a.hash <> h.hash)),
  (SELECT COUNT(*) FROM (SELECT strand, seq, prev FROM audit WHERE at >= :since AND seq > 1
      ORDER BY at DESC LIMIT 2000) b
    LEFT JOIN audit a ON a.strand = b.strand AND a.seq = b.seq - 1
    WHERE a.hash IS NULL OR a.hash <> b.prev);
