// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.guest;

import haulout.resources.policy.Decision;

/// Has work keep within what was decided.
@FunctionalInterface
public interface Governor {
    /// Acts on a decision. Must not wait.
    void apply(Decision decision);

    /// One after the other.
    static Governor all(Governor... governors) {
        return decision -> {
            for (Governor governor : governors) {
                governor.apply(decision);
            }
        };
    }
}
