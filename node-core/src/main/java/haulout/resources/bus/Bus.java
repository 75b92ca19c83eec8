// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.bus;

import java.io.IOException;
import java.util.List;

/// Programs of this computer that answer questions.
@FunctionalInterface
public interface Bus {
    /// Asks and waits for the answer.
    ///
    /// @return its simple values: Long, Double, Boolean or String
    /// @throws IOException if there is no bus, no such program, or it refuses
    List<Object> ask(BusCall call) throws IOException;

    /// Which connection it is asked through: another number after the one before broke. What
    /// programs do for as long as a connection lasts has ended with it.
    default long connection() {
        return 0;
    }
}
