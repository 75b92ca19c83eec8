// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.client.PeerAddress;
import haulout.client.Traffic;
import haulout.client.TrafficRoutes;
import haulout.resources.limits.LineBudget;
import haulout.resources.limits.TokenBucket;
import java.time.Duration;

/// What one node's repairs may send and take in, on this computer as well as over the line: so much
/// a second for all of them together, and whatever the rules allow besides.
final class RepairTraffic implements TrafficRoutes {
    private final TrafficRoutes rules;
    private final LineBudget budget;

    /// @param bytesPerSecond in each direction, [TokenBucket#NO_LIMIT] for what the rules allow
    RepairTraffic(TrafficRoutes rules, long bytesPerSecond) {
        this.rules = rules;
        this.budget = new LineBudget(System::nanoTime);
        if (bytesPerSecond != TokenBucket.NO_LIMIT) {
            budget.limit(bytesPerSecond, bytesPerSecond);
        }
    }

    @Override
    public Traffic toward(PeerAddress address) {
        return new Both(rules.toward(address), budget);
    }

    private record Both(Traffic rules, LineBudget budget) implements Traffic {
        @Override
        public boolean begin(Duration patience) throws InterruptedException {
            return rules.begin(patience);
        }

        @Override
        public void end() {
            rules.end();
        }

        @Override
        public void beforeSending(int byteCount) throws InterruptedException {
            budget.awaitSending(byteCount);
            rules.beforeSending(byteCount);
        }

        @Override
        public void beforeReceiving(int byteCount) throws InterruptedException {
            budget.awaitReceiving(byteCount);
            rules.beforeReceiving(byteCount);
        }
    }
}
