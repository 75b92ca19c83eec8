// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

/// Is asked before each unit of arithmetic, so that work can be made to give way. Thread-safe.
public interface UnitGate {
    /// Always open.
    UnitGate OPEN = new Open();

    /// Waits until a unit may start. Each return is followed by one [#leave()].
    void enter() throws InterruptedException;

    /// A unit has ended.
    void leave();

    /// Always open. All of these are equal.
    record Open() implements UnitGate {
        @Override
        public void enter() {}

        @Override
        public void leave() {}
    }
}
