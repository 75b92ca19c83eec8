// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.store.DriveUnavailableException;
import haulout.store.StoreException;
import haulout.store.StoreFullException;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/// How a fault of the store is logged by work that is tried again until it succeeds.
final class SyncFaults {
    private SyncFaults() {}

    /// A drive that is full or away is met by every blob at every attempt, and the drive's own
    /// checks have said so already: only what is looked for in detail says it again.
    static LoggingEventBuilder at(Logger log, StoreException fault) {
        return fault instanceof StoreFullException || fault instanceof DriveUnavailableException
                ? log.atDebug().addKeyValue("why", fault.getMessage())
                : log.atWarn().setCause(fault);
    }
}
