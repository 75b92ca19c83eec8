-- SPDX-License-Identifier: Apache-2.0
-- Copyright the Haulout contributors

CREATE TABLE happening (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at_millis INTEGER NOT NULL,
  kind TEXT NOT NULL,
  sentence TEXT NOT NULL
) STRICT;

CREATE INDEX happening_at ON happening (at_millis);

CREATE TABLE kept_file (
  object BLOB PRIMARY KEY CHECK (length(object) = 32),
  blob BLOB NOT NULL CHECK (length(blob) = 32),
  name TEXT NOT NULL,
  bytes INTEGER NOT NULL CHECK (bytes >= 0),
  stored_millis INTEGER NOT NULL,
  end_epoch INTEGER NOT NULL,
  deletable INTEGER NOT NULL,
  secret BLOB
) STRICT, WITHOUT ROWID;

CREATE TABLE payout (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at_millis INTEGER NOT NULL,
  frost INTEGER NOT NULL CHECK (frost >= 0),
  receipt TEXT NOT NULL
) STRICT;
