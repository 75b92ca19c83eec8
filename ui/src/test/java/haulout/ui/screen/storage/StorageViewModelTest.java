// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.ui.SampleContext;
import haulout.ui.sample.Sample;
import org.junit.jupiter.api.Test;

/// Without a toolkit.
class StorageViewModelTest {
    private static StorageViewModel model(Sample sample) {
        return new StorageViewModel(SampleContext.of(sample));
    }

    @Test
    void noLessIsOfferedThanWhatADriveHolds() {
        StorageViewModel model = model(Sample.HEALTHY);
        StorageState.Drive drive = model.state().get().drives().getFirst();
        // it holds 62.4 GB
        assertEquals(63_000_000_000L, drive.leastBytes());
        assertTrue(drive.mostBytes() >= drive.leastBytes());
        assertTrue(model.leastText(drive).contains("63\u00a0GB"), model.leastText(drive));
        assertFalse(model.preview(drive, drive.leastBytes()).contains("handed"));
    }

    @Test
    void aDriveThatIsBeingLookedAtKeepsItsButtonsAndAMissingOneHasNone() {
        assertTrue(model(Sample.UNKNOWN).state().get().drives().getFirst().present());
        for (Sample sample : Sample.values()) {
            model(sample).state().get().drives().stream()
                    .filter(drive -> drive.shape().equals("at_risk"))
                    .forEach(drive -> assertFalse(drive.present()));
        }
    }
}
