-- SPDX-License-Identifier: Apache-2.0
-- Copyright the Haulout contributors

CREATE TABLE quarter (
  start_seconds INTEGER PRIMARY KEY,
  free_millis INTEGER NOT NULL CHECK (free_millis >= 0),
  rested_millis INTEGER NOT NULL CHECK (rested_millis >= 0),
  silent_millis INTEGER NOT NULL CHECK (silent_millis >= 0),
  reason TEXT
) STRICT;

CREATE TABLE waiting_file (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  path TEXT NOT NULL,
  epochs INTEGER NOT NULL CHECK (epochs > 0),
  deletable INTEGER NOT NULL,
  secret BLOB,
  since_millis INTEGER NOT NULL
) STRICT;
