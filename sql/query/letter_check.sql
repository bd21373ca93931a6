-- A letter checked by anybody (view letter_public in grants.sql: what a stranger may see).

-- One row for each office that has given this number; the caller picks by case or by the number's text.
-- name: letter_check_find :many
-- by: auth
-- in: year int64, no int64
-- row: id int64, office_id int64, case_id int64, office text, letter_number text, letter_day day, text_hash blob?, is_void int64, replaced_number text, case_key blob, masked_name text, form text?, signer text?, title text?, signed_at utc?, void_at utc?
SELECT id, office_id, case_id, office, letter_number, letter_day, text_hash, void, replaced_number,
  case_key, masked_name, form, signer, title, signed_at, void_at
FROM letter_public WHERE letter_year = :year AND letter_no = :no;
