-- Officials who sign: rows are never changed, only ended; another one takes their place.

-- name: official_lock :one
-- by: admin
-- in: office int64
-- row: id int64
SELECT id FROM office WHERE id = :office FOR UPDATE;

-- name: official_list :many
-- by: admin
-- in: office int64, today day
-- row: id int64, user_id int64?, username text?, role text, form text, name text, nip text, rank text, title text, valid_from day, valid_to day?, order_number text, order_day day?, waiting int64
SELECT s.id, s.user_id, u.username, s.role, s.form, s.name, s.nip, s.rank, s.title, s.valid_from, s.valid_to,
  s.order_number, s.order_day, (SELECT COUNT(*) FROM casefile c WHERE c.office_id = s.office_id
    AND c.open = 1 AND c.status = 'MENUNGGU_TTD' AND c.signatory_id = s.id)
FROM signatory s LEFT JOIN user u ON u.id = s.user_id
WHERE s.office_id = :office
ORDER BY s.valid_to IS NOT NULL AND s.valid_to < :today, s.sort, s.id;

-- name: official_add :insert
-- by: admin
-- in: office int64, user int64?, role text, form text, name text, nip text, rank text, title text, valid_from day, valid_to day?, sort int64, order_number text, order_day day?, follows int64?, at utc, actor int64
INSERT INTO signatory (office_id, user_id, role, form, name, nip, rank, title, valid_from, valid_to, sort,
  order_number, order_day, follows_id, made_at, made_by)
VALUES (:office, :user, :role, :form, :name, :nip, :rank, :title, :valid_from, :valid_to, :sort,
  :order_number, :order_day, :follows, :at, :actor);

-- name: official_end :exec
-- by: admin
-- in: id int64, office int64, last day
UPDATE signatory SET valid_to = :last WHERE id = :id AND office_id = :office AND (valid_to IS NULL OR valid_to > :last);
