// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.store.RecordDamagedException;
import haulout.store.StoreException;
import haulout.store.StoreFullException;
import haulout.wire.ApiError;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AlertsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final NodeAlerts alerts = new NodeAlerts(now::get);
    private final Map<NodeCounter, Long> counted = new EnumMap<>(NodeCounter.class);
    private final NodeFaults faults =
            new NodeFaults(alerts, (counter, amount) -> counted.merge(counter, amount, Long::sum));

    private void pass(Duration time) {
        now.updateAndGet(then -> then.plus(time));
    }

    @Test
    void theAlertOfAStoreThatFailedEndsWhenNoFaultIsMetAnyMore() {
        faults.noted(new StoreException("disk"));
        pass(Duration.ofSeconds(10));
        faults.noted(new StoreException("disk"));
        pass(Duration.ofSeconds(14));
        faults.storeSeemsWell();
        assertEquals(
                List.of(NodeAlert.Kind.STORE_UNAVAILABLE),
                alerts.all().stream().map(NodeAlert::kind).toList());
        assertEquals(Instant.EPOCH, alerts.all().getFirst().since());
        pass(Duration.ofSeconds(1));
        faults.storeSeemsWell();
        assertTrue(alerts.all().isEmpty());
    }

    @Test
    void aWriteThatSucceedsEndsItAtOnce() {
        faults.noted(new StoreException("disk"));
        faults.storeWorks();
        assertTrue(alerts.all().isEmpty());
    }

    @Test
    void aNodeThatHasNoRoomIsAtWork() {
        RefusedException refusal = faults.unavailable(new StoreFullException("no room for 960"));
        assertEquals(ApiError.UNAVAILABLE, refusal.error());
        assertEquals("the node has no room for more", refusal.getMessage());
        assertTrue(alerts.all().isEmpty());
        assertEquals(Map.of(NodeCounter.FULL_REFUSALS, 1L), counted);
    }

    @Test
    void oneDamagedRecordIsNoFaultOfTheStore() {
        faults.noted(new RecordDamagedException("record"));
        assertTrue(alerts.all().isEmpty());
    }
}
