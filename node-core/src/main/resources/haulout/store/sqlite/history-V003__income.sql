-- SPDX-License-Identifier: Apache-2.0
-- Copyright the Haulout contributors

CREATE TABLE income (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  start_millis INTEGER NOT NULL,
  end_millis INTEGER NOT NULL CHECK (end_millis >= start_millis),
  first_epoch INTEGER NOT NULL,
  last_epoch INTEGER NOT NULL CHECK (last_epoch >= first_epoch),
  storing INTEGER NOT NULL CHECK (storing >= 0),
  commission INTEGER NOT NULL CHECK (commission >= 0),
  estimated INTEGER NOT NULL,
  after_gap INTEGER NOT NULL
) STRICT;
