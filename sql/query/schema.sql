-- The schema's own version, and the lease that lets one migrate work at a time.

-- name: schema_list :many
-- by: migrate web auth admin station signd printd backup
-- row: version int64, name text, sha256 blob, done_at utc?
SELECT version, name, sha256, done_at FROM schema_version ORDER BY version;

-- name: schema_begin :exec
-- by: migrate
-- in: version int64, name text, sha256 blob, at utc
INSERT INTO schema_version (version, name, sha256, begun_at) VALUES (:version, :name, :sha256, :at);

-- name: schema_done :exec
-- by: migrate
-- in: version int64, at utc
UPDATE schema_version SET done_at = :at WHERE version = :version;

-- name: schema_lease_take :exec
-- by: migrate
-- in: holder text, now utc, until utc
UPDATE schema_lease SET holder = :holder, ends_at = :until
WHERE id = 1 AND (ends_at < :now OR holder = :holder);

-- name: schema_lease_give :exec
-- by: migrate
-- in: holder text, now utc
UPDATE schema_lease SET holder = '', ends_at = :now WHERE id = 1 AND holder = :holder;
