// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.app.cli.WrongUsage;
import java.math.BigDecimal;

/// Money as commands say and read it: exact, in WAL.
final class WalText {
    /// FROST in a WAL, as a power of ten.
    private static final int FROST_DIGITS = 9;

    private WalText() {}

    /// FROST of an amount in WAL, above 0.
    static long frost(String wal) throws WrongUsage {
        try {
            long frost = new BigDecimal(wal).scaleByPowerOfTen(FROST_DIGITS).longValueExact();
            if (frost > 0 && wal.length() <= 40) {
                return frost;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            // as any other wrong number
        }
        throw new WrongUsage("WAL must be a number above 0 with at most nine decimals, not " + wal);
    }

    /// An amount of FROST.
    static String of(JsonNode frost) {
        BigDecimal amount = BigDecimal.valueOf(frost.asLong(), FROST_DIGITS).stripTrailingZeros();
        return amount.toPlainString() + " WAL";
    }
}
