-- Which PCs trust the office's certificate: whoever loaded the test picture over TLS.

CREATE TABLE trust_seen (
  address  VARCHAR(45) NOT NULL,
  browser  VARCHAR(40) NOT NULL,                       -- "Firefox, Windows", as in session
  first_at DATETIME(6) NOT NULL,
  last_at  DATETIME(6) NOT NULL,
  PRIMARY KEY (address, browser),
  KEY trust_seen_last (last_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
