// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import java.time.Duration;

/// Somebody who is told of news, until it is closed.
public interface Watch extends AutoCloseable {
    /// How often news is wanted from now on. A hidden window wants little.
    void pace(Duration atMost);

    /// No more news after this.
    @Override
    void close();
}
