// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.store.RecordDamagedException;
import haulout.store.StoreException;
import haulout.store.StoreFullException;
import haulout.wire.ApiError;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns what failed inside of the node into the protocol's "not now", and tells the operator.
/// Thread-safe.
final class NodeFaults {
    private static final Logger log = LoggerFactory.getLogger(NodeFaults.class);

    /// So long without a fault that work which is tried again has met none.
    private static final Duration QUIET = Duration.ofSeconds(15);

    private final NodeAlerts alerts;
    private final NodeMetrics metrics;

    NodeFaults(NodeAlerts alerts, NodeMetrics metrics) {
        this.alerts = alerts;
        this.metrics = metrics;
    }

    /// The answer when the store failed. The log names the first fault of a series only, because
    /// every request of a flood may meet the same one.
    RefusedException unavailable(StoreException fault) {
        noted(fault);
        return new RefusedException(
                ApiError.UNAVAILABLE,
                fault instanceof StoreFullException
                        ? "the node has no room for more"
                        : "the node's storage cannot answer now");
    }

    /// The answer when too much arithmetic waits.
    RefusedException unavailable(CodecBusyException busy) {
        metrics.add(NodeCounter.CODEC_REFUSALS, 1);
        return new RefusedException(ApiError.UNAVAILABLE, "the node is busy, try again later");
    }

    /// Notes a fault of the store in work that nobody waits for.
    void noted(StoreException fault) {
        if (fault instanceof StoreFullException) {
            // what is lent is in use, which a node comes to sooner or later; the drive's checks say
            // so to the owner
            metrics.add(NodeCounter.FULL_REFUSALS, 1);
            log.atDebug().addKeyValue("why", fault.getMessage()).log("no room");
            return;
        }
        metrics.add(NodeCounter.STORE_FAULTS, 1);
        if (fault instanceof RecordDamagedException) {
            // because one damaged record is no fault of the whole store; it is mended by sync
            log.atWarn().setCause(fault).log("stored record is damaged");
        } else if (alerts.raise(
                NodeAlert.Kind.STORE_UNAVAILABLE, String.valueOf(fault.getMessage()))) {
            log.atWarn().setCause(fault).log("storage does not answer");
        }
    }

    /// Nobody has met a fault for a while, and the drives are at work.
    void storeSeemsWell() {
        alerts.clearIfQuiet(NodeAlert.Kind.STORE_UNAVAILABLE, QUIET);
    }

    /// The store did what it was asked to.
    void storeWorks() {
        alerts.clear(NodeAlert.Kind.STORE_UNAVAILABLE);
    }
}
