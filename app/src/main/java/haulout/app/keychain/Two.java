// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.keychain;

import org.freedesktop.dbus.Tuple;
import org.freedesktop.dbus.annotations.Position;

/// Two results of one call.
///
/// @param <A> type of the first
/// @param <B> type of the second
public final class Two<A, B> extends Tuple {
    /// The first.
    @Position(0)
    public final A first;

    /// The second.
    @Position(1)
    public final B second;

    public Two(A first, B second) {
        this.first = first;
        this.second = second;
    }
}
