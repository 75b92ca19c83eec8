// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.shield;

import haulout.store.drive.DriveId;

/// The segment that parity is of.
///
/// @param drive where the segment is
/// @param segment its number
record ParityKey(DriveId drive, int segment) {}
