// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.firstrun;

import static org.junit.jupiter.api.Assertions.assertEquals;

import haulout.ui.SampleContext;
import haulout.ui.sample.Sample;
import org.junit.jupiter.api.Test;

class FirstRunViewModelTest {
    private static final long GB = Gigabytes.GB;

    private final FirstRunViewModel model = new FirstRunViewModel(SampleContext.of(Sample.HEALTHY));

    private static FirstRunState.Place place(long most, long free, long floor) {
        return new FirstRunState.Place("d1", "Data", "", "", GB, most * GB, free * GB, floor * GB);
    }

    @Test
    void theSafeEndIsExplainedByWhatMakesIt() {
        assertEquals(
                "40 GB is the most here, because Haulout never goes below 20\u00a0GB free.",
                model.most(place(40, 60, 20), "40 GB"));
        assertEquals(
                "90 GB is the most here, because Haulout takes no more than nine tenths of a drive.",
                model.most(place(90, 99, 5), "90 GB"));
    }
}
