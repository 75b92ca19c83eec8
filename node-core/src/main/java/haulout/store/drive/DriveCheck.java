// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.drive;

/// What is checked about a drive. The identifiers are those of the health screen.
public enum DriveCheck {
    /// The right drive is there.
    PRESENT("drive.present"),
    /// It can be written to.
    WRITE("drive.write"),
    /// It answers in time.
    SLOW("drive.slow"),
    /// The owner's floor of free space is kept.
    SPACE("drive.space"),
    /// It gives back what was written.
    ERRORS("drive.errors");

    private final String id;

    DriveCheck(String id) {
        this.id = id;
    }

    /// The stable identifier.
    public String id() {
        return id;
    }
}
