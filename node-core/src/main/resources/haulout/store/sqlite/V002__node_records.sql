-- SPDX-License-Identifier: Apache-2.0
-- Copyright the Haulout contributors

-- What the ledger says of blobs, and what the node remembers of itself.
-- IDs are 32 bytes, transactions too; epochs are whole numbers; absent values are NULL.

CREATE TABLE blob_record (
    blob_id BLOB PRIMARY KEY CHECK (length(blob_id) = 32),
    invalid_tx BLOB,
    invalid_sequence INTEGER,
    deletable_total INTEGER NOT NULL,
    deletable_certified INTEGER NOT NULL,
    permanent_total INTEGER NOT NULL,
    permanent_end INTEGER,
    permanent_tx BLOB,
    permanent_sequence INTEGER,
    certified_total INTEGER NOT NULL,
    certified_end INTEGER,
    certified_tx BLOB,
    certified_sequence INTEGER,
    pooled_total INTEGER NOT NULL,
    pooled_certified INTEGER NOT NULL,
    initial_certified INTEGER
) WITHOUT ROWID;

CREATE TABLE blob_object (
    object_id BLOB PRIMARY KEY CHECK (length(object_id) = 32),
    blob_id BLOB NOT NULL CHECK (length(blob_id) = 32),
    kind TEXT NOT NULL,
    end_epoch INTEGER NOT NULL,
    certified INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX blob_object_end ON blob_object (end_epoch);

CREATE TABLE event_position (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    recorded INTEGER NOT NULL,
    finished INTEGER NOT NULL
);

INSERT INTO event_position (id, recorded, finished) VALUES (1, 0, 0);

CREATE TABLE node_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    phase TEXT NOT NULL,
    phase_epoch INTEGER NOT NULL,
    applied_epoch INTEGER,
    attested_epoch INTEGER
);

CREATE TABLE node_shard (
    shard INTEGER PRIMARY KEY,
    state TEXT NOT NULL,
    since_epoch INTEGER NOT NULL
);

CREATE TABLE node_shard_sync (
    shard INTEGER NOT NULL,
    axis TEXT NOT NULL,
    blob_id BLOB NOT NULL CHECK (length(blob_id) = 32),
    PRIMARY KEY (shard, axis)
) WITHOUT ROWID;
