-- refused: 2: SQL before any -- name
UPDATE t SET id = 1;
