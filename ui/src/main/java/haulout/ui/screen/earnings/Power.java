// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.earnings;

import java.util.Optional;

/// What the node's electricity costs, as its owner says it.
///
/// @param watts that the computer uses more because of the node
/// @param pricePerKwh in the money that the owner pays with
record Power(double watts, double pricePerKwh) {
    private static final double MOST_WATTS = 2_000;
    private static final double MOST_PRICE = 100;
    private static final double HOURS_A_MONTH = 24 * 30.4;

    /// Reads `12;0.31`; empty for anything else.
    static Optional<Power> parse(String kept) {
        String[] parts = kept.split(";", -1);
        return parts.length == 2 ? of(parts[0], parts[1]) : Optional.empty();
    }

    /// Reads what was typed, with a point or a comma; empty unless both are sensible numbers.
    static Optional<Power> of(String watts, String price) {
        try {
            double w = Double.parseDouble(watts.strip().replace(',', '.'));
            double p = Double.parseDouble(price.strip().replace(',', '.'));
            boolean sensible = w > 0 && w <= MOST_WATTS && p >= 0 && p <= MOST_PRICE;
            return sensible ? Optional.of(new Power(w, p)) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// As it is kept.
    String text() {
        return watts + ";" + pricePerKwh;
    }

    /// Used in a month of running day and night.
    double kwhAMonth() {
        return watts * HOURS_A_MONTH / 1000;
    }

    double costAMonth() {
        return kwhAMonth() * pricePerKwh;
    }
}
