// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

/// What a permit is for.
public enum Duty {
    /// A: heartbeats, time, small control messages and storage checks.
    STAY_IN_TOUCH("Staying in touch"),
    /// B: sending kept pieces.
    ANSWER("Answering"),
    /// C: receiving pieces.
    TAKE_IN("Taking in"),
    /// D: everything that costs processor, disk and heat.
    HEAVY("Heavy work"),
    /// D that cannot wait: saving pieces from a failing drive, handing over before a deadline.
    URGENT("Urgent work");

    private final String text;

    Duty(String text) {
        this.text = text;
    }

    /// The word people see.
    public String text() {
        return text;
    }
}
