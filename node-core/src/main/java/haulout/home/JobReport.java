// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.text.Sentence;
import java.util.Objects;

/// A kind of work that this computer can do for the network.
///
/// @param job `keep`, `answer`, `encode`, `repair`, `check`, `prove`, `tree` or `watch`
/// @param stars 0 to 3: how well it suits this computer
/// @param basis how that was judged
/// @param cost what it takes here
/// @param isFixed whether it cannot be switched
public record JobReport(
        String job,
        Offer offer,
        Figure<Integer> stars,
        Sentence basis,
        Sentence cost,
        boolean on,
        boolean isFixed) {
    /// Whether the network has such work.
    public enum Offer {
        /// It has.
        OFFERED,
        /// Not this network.
        NOT_OFFERED
    }

    public JobReport {
        Objects.requireNonNull(job);
        Objects.requireNonNull(offer);
        Objects.requireNonNull(stars);
        Objects.requireNonNull(basis);
        Objects.requireNonNull(cost);
    }
}
