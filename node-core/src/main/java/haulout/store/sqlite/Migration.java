// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.sqlite;

/// One step of the schema.
///
/// @param version counts from 1, without gaps
/// @param name what it does
/// @param script statements, each ended by `;` at the end of a line
record Migration(int version, String name, String script) {}
