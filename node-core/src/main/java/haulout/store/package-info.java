// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// What a node keeps, as ports: slivers, metadata and what the ledger says of blobs. No SQL and no
/// files; `store.segment` and `store.sqlite` implement them.
@NullMarked
package haulout.store;

import org.jspecify.annotations.NullMarked;
