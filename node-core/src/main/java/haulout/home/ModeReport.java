// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.resources.settings.Mode;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/// The owner's switch.
///
/// @param mode what is chosen and until when
/// @param awayLeft how long one may still be away without harm; empty where nobody says
public record ModeReport(Mode mode, Optional<Duration> awayLeft) {
    public ModeReport {
        Objects.requireNonNull(mode);
        Objects.requireNonNull(awayLeft);
    }
}
