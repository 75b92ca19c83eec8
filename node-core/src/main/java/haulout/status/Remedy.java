// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

/// What a button beside a check or an alert does.
public enum Remedy {
    /// Look again.
    CHECK_AGAIN,
    /// Start the core.
    START,
    /// Open the page of the drives.
    SHOW_DRIVES,
    /// Read everything on a drive.
    CHECK_DRIVE,
    /// Lend less of a drive.
    LEND_LESS,
    /// Open the rules about when the computer may be used.
    SHOW_RULES,
    /// Save the recovery sheet.
    SAVE_BACKUP,
    /// The network is a phone's.
    IS_HOTSPOT,
    /// The network is not a phone's.
    IS_NO_HOTSPOT,
    /// Say where earnings go.
    SET_ADDRESS,
    /// Open the history.
    SHOW_ACTIVITY,
    /// Open the practice network.
    SHOW_NEIGHBOURS,
    /// Carry on after a pause.
    RESUME
}
