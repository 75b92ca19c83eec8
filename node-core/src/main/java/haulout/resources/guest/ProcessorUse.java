// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.guest;

import haulout.resources.probe.Gauges;
import haulout.resources.probe.OthersShare;
import haulout.resources.probe.Probe;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/// What others use of the processor, on the mean of ten seconds.
final class ProcessorUse implements Probe<Double> {
    private final Supplier<? extends Gauges> hardware;
    private final Supplier<Duration> clock;
    private final OthersShare others = new OthersShare();

    ProcessorUse(Supplier<? extends Gauges> hardware, Supplier<Duration> clock) {
        this.hardware = hardware;
        this.clock = clock;
    }

    @Override
    public Double measure() throws IOException {
        others.add(hardware.get().processor(clock.get()));
        return others.percent(hardware.get().cores())
                .orElseThrow(() -> new IOException("one reading is not enough"));
    }
}
