// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import java.io.IOException;

/// What was read is not the record that should be there. Never leaves this package.
final class RecordDamage extends IOException {
    RecordDamage(String message) {
        super(message);
    }
}
