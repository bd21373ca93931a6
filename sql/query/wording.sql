-- The letter's sentences (print/wording.h).

-- The one in force (id 0), or that version.
-- name: wording_get :one
-- by: web admin
-- in: office int64, id int64
-- row: id int64, version int64, opening text, grounds text, purpose text, first text, age text, married text, was_married text, early text, closing text, recorded text, made_at utc, made_by int64
SELECT id, version, opening, grounds, purpose, first, age, married, was_married, early, closing, recorded, made_at, made_by
FROM letter_wording WHERE office_id = :office AND (:id = 0 OR id = :id) ORDER BY version DESC LIMIT 1;

-- name: wording_add :insert
-- by: admin
-- in: office int64, version int64, opening text, grounds text, purpose text, first text, age text, married text, was_married text, early text, closing text, recorded text, at utc, actor int64
INSERT INTO letter_wording (office_id, version, opening, grounds, purpose, first, age, married, was_married, early,
  closing, recorded, made_at, made_by)
VALUES (:office, :version, :opening, :grounds, :purpose, :first, :age, :married, :was_married, :early, :closing, :recorded,
  :at, :actor);
