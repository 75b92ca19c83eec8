// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen;

/// Where one can be in the window.
public enum Place {
    /// What is happening, in one look.
    HOME,
    /// Drives.
    STORAGE,
    /// Kinds of work.
    WORK,
    /// Money that came in.
    EARNINGS,
    /// Stakes.
    STAKING,
    /// Every check.
    HEALTH,
    /// The owner's own files.
    FILES,
    /// The other nodes of a practice network.
    NEIGHBOURS,
    /// History.
    ACTIVITY,
    /// Settings.
    SETTINGS,
    /// Guide and glossary.
    HELP,
    /// Leaving the network; not in the rail.
    LEAVE;

    /// The name as it is in keys of texts and in ids.
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
