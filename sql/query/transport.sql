-- Which PCs trust the certificate (sql/schema/0009_transport.sql).

-- Anybody on the network may ask for the picture: the table has an end.
-- name: trust_saw :exec
-- by: auth
-- in: address text, browser text, at utc
INSERT INTO trust_seen (address, browser, first_at, last_at)
SELECT :address, :browser, :at, :at FROM DUAL WHERE (SELECT COUNT(*) FROM trust_seen) < 5000
ON DUPLICATE KEY UPDATE last_at = :at;

-- name: trust_sweep :exec
-- by: auth
-- in: before utc
DELETE FROM trust_seen WHERE last_at < :before ORDER BY last_at LIMIT 100;

-- Every address that was used since then (logged in, at work, or at the test), and whether one of
-- its browsers has passed since this CA exists.  Who has not comes first.
-- name: trust_list :many
-- by: admin migrate
-- in: since utc, ca utc
-- row: address text, used_at utc, passed_at utc?, browsers text?
SELECT a.address, MAX(a.at), t.passed_at, t.browsers
FROM (
  SELECT address, seen_at AS at FROM session WHERE seen_at >= :since
  UNION ALL
  SELECT address COLLATE utf8mb4_bin, at FROM audit WHERE at >= :since AND action = 'MASUK'
  UNION ALL
  SELECT address, last_at FROM trust_seen WHERE last_at >= :since
) a LEFT JOIN (
  SELECT address, MAX(last_at) AS passed_at, GROUP_CONCAT(browser ORDER BY browser SEPARATOR '; ') AS browsers
  FROM trust_seen WHERE last_at >= :ca GROUP BY address
) t ON t.address = a.address
GROUP BY a.address, t.passed_at, t.browsers
ORDER BY t.passed_at IS NOT NULL, MAX(a.at) DESC, a.address LIMIT 500;
