// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http;

/// Which duties of a node are on. Staying in touch always is. Thread-safe.
public interface DutySwitch {
    /// All are on.
    DutySwitch ON = new On();

    /// Whether kept pieces are sent.
    boolean answers();

    /// Whether new pieces may come.
    boolean takesIn();

    /// All are on. All of these are equal.
    record On() implements DutySwitch {
        @Override
        public boolean answers() {
            return true;
        }

        @Override
        public boolean takesIn() {
            return true;
        }
    }
}
