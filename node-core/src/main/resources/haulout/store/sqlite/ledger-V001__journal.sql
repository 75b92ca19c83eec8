-- SPDX-License-Identifier: Apache-2.0
-- Copyright the Haulout contributors

CREATE TABLE command (
  sequence INTEGER PRIMARY KEY CHECK (sequence >= 0),
  now_millis INTEGER NOT NULL,
  sender BLOB NOT NULL CHECK (length(sender) = 32),
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE event (
  event_index INTEGER PRIMARY KEY CHECK (event_index >= 0),
  sequence INTEGER NOT NULL REFERENCES command (sequence),
  place INTEGER NOT NULL CHECK (place >= 0),
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE snapshot (
  sequence INTEGER PRIMARY KEY CHECK (sequence >= 0),
  state_hash BLOB NOT NULL CHECK (length(state_hash) = 32),
  state BLOB
) STRICT;
