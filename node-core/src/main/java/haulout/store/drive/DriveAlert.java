// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.drive;

import java.time.Instant;

/// Something about a drive that its owner should know, for as long as it lasts.
///
/// @param drive which
/// @param check what fails
/// @param level how bad it is
/// @param cause what was found, for the log and the details; the sentence for people is made from
///   `check`
/// @param since when it began
public record DriveAlert(
        DriveId drive, DriveCheck check, Level level, String cause, Instant since) {
    /// How bad it is.
    public enum Level {
        /// Look at it when convenient.
        ATTENTION,
        /// What is stored is in danger.
        AT_RISK
    }
}
