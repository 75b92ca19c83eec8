// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.drive;

/// Told when something about a drive goes wrong and when it is right again.
///
/// Threads: any, also with locks of the store held: take note and return.
public interface DriveListener {
    /// For those who do not want to know.
    DriveListener NONE =
            new DriveListener() {
                @Override
                public void raised(DriveAlert alert) {}

                @Override
                public void cleared(DriveAlert alert) {}
            };

    /// Began, or its level or cause changed.
    void raised(DriveAlert alert);

    /// Is over.
    void cleared(DriveAlert alert);
}
