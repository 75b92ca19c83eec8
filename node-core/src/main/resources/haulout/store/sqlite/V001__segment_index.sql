-- SPDX-License-Identifier: Apache-2.0
-- Copyright the Haulout contributors

-- Where the records of the segments are. All of it can be made again from the segments.
-- A space is -1 for metadata, else 2 * shard + axis (0 primary, 1 secondary).

CREATE TABLE segment_drive (
    ordinal INTEGER PRIMARY KEY,
    identity BLOB NOT NULL UNIQUE CHECK (length(identity) = 16),
    checkpoint_segment INTEGER NOT NULL,
    checkpoint_position INTEGER NOT NULL
);

CREATE TABLE segment (
    drive INTEGER NOT NULL REFERENCES segment_drive (ordinal),
    number INTEGER NOT NULL,
    state INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    live_count INTEGER NOT NULL,
    live_bytes INTEGER NOT NULL,
    tombstone_bytes INTEGER NOT NULL,
    PRIMARY KEY (drive, number)
) WITHOUT ROWID;

CREATE TABLE record (
    space INTEGER NOT NULL,
    blob_id BLOB NOT NULL,
    drive INTEGER NOT NULL,
    segment INTEGER NOT NULL,
    position INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (space, blob_id)
) WITHOUT ROWID;

CREATE TABLE lost_record (
    space INTEGER NOT NULL,
    blob_id BLOB NOT NULL,
    PRIMARY KEY (space, blob_id)
) WITHOUT ROWID;

CREATE TABLE segment_sequence (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    next INTEGER NOT NULL
);
