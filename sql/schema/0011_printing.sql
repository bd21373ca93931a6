-- Which printer gets which paper: by the PC that orders it ('' any) and the kind of paper ('' any);
-- the most exact row first, then rank 1, 2, 3: the fallbacks.  No row: the first active printer.
CREATE TABLE print_route (
  id         BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  office_id  BIGINT      NOT NULL REFERENCES office (id),
  desk       VARCHAR(45) NOT NULL DEFAULT '',          -- address of the PC, as nginx sees it
  kind       VARCHAR(24) NOT NULL DEFAULT '',          -- document.kind
  place      TINYINT     NOT NULL,                     -- 1 first, 2 when that one is away, ...
  printer_id BIGINT      NOT NULL REFERENCES printer (id),
  tray       VARCHAR(40) NOT NULL DEFAULT '',          -- media-source; '': the printer chooses
  media      VARCHAR(40) NOT NULL DEFAULT '',          -- '': the printer's own
  UNIQUE KEY print_route_place (office_id, desk, kind, place)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

ALTER TABLE printer
  ADD COLUMN supplies VARCHAR(300) NOT NULL DEFAULT ''; -- printd saw: name=percent; ...

ALTER TABLE print_job
  ADD COLUMN desk  VARCHAR(45)  NOT NULL DEFAULT '',   -- what the route was chosen by
  ADD COLUMN kind  VARCHAR(24)  NOT NULL DEFAULT '',
  ADD COLUMN tray  VARCHAR(40)  NOT NULL DEFAULT '',
  ADD COLUMN media VARCHAR(40)  NOT NULL DEFAULT '',   -- '': the printer's own
  ADD COLUMN tried VARCHAR(100) NOT NULL DEFAULT '',   -- printers that it was taken away from
  ADD COLUMN wish  VARCHAR(8)   NOT NULL DEFAULT '',   -- batal: to be cancelled at CUPS
  -- a sheet that was spoiled before it was handed over; its replacement is another job
  ADD COLUMN spoiled_at  DATETIME(6)  NULL,
  ADD COLUMN spoiled_by  BIGINT       NULL REFERENCES user (id),
  ADD COLUMN spoiled_why VARCHAR(120) NOT NULL DEFAULT '',
  ADD COLUMN replaces    BIGINT       NULL REFERENCES print_job (id);

-- A paper printed once more after it was handed over: a document of its own, marked on the paper.
CREATE TABLE document_copy (
  document_id BIGINT       NOT NULL PRIMARY KEY REFERENCES document (id),
  original_id BIGINT       NOT NULL REFERENCES document (id),
  no          SMALLINT     NOT NULL,                   -- CETAK ULANG KE-no
  reason      VARCHAR(120) NOT NULL,
  UNIQUE KEY document_copy_no (original_id, no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
