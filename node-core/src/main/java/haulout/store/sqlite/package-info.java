// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// The node's database: SQLite for the index of the segments and for what the node keeps in rows.
/// The only place that sees `java.sql`.
@NullMarked
package haulout.store.sqlite;

import org.jspecify.annotations.NullMarked;
