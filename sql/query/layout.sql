-- The frame around every page, in one round trip.

-- name: layout_state :one
-- by: web auth admin station
-- in: office int64, user int64
-- row: held int64, desk int64, mark utc?, slips int64, printer_state text?, printer_reason text?
SELECT
  (SELECT COUNT(*) FROM print_job WHERE state = 'held' AND office_id = :office),
  (SELECT COUNT(*) FROM signatory s JOIN casefile c FORCE INDEX (casefile_queue)
     ON c.office_id = :office AND c.open = 1 AND c.status = 'MENUNGGU_TTD'
     AND c.sign_mode = 'ELEKTRONIK' AND c.signatory_id = s.id
   WHERE s.user_id = :user),
  (SELECT at FROM clock_mark WHERE id = 1),
  (SELECT COALESCE(SUM(left_n), 0) FROM agenda_slip WHERE office_id = :office),
  p.state, p.state_reason
FROM office o LEFT JOIN printer p
  ON p.office_id = o.id AND p.active = 1 AND p.state IN ('stopped', 'away')
WHERE o.id = :office LIMIT 1;
