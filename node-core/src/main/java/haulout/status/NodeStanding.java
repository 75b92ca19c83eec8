// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

/// The only states that a node is shown in. Of several that hold, the first in this order is shown.
public enum NodeStanding {
    /// The core does not run.
    STOPPED,
    /// It is being started.
    STARTING,
    /// The network has ended.
    CLOSED,
    /// Something will be lost unless it is mended by a known time.
    AT_RISK,
    /// Nobody can be reached.
    OFFLINE,
    /// It is handing over what it keeps.
    LEAVING,
    /// Its owner paused it.
    PAUSED,
    /// Something should be mended.
    ATTENTION,
    /// A proof is missing or too old, so nothing is claimed.
    CHECKING,
    /// A rule has stopped answering or taking in.
    RESTING,
    /// Every proof is fresh and passed.
    HEALTHY;

    /// Whether it claims that all is well.
    public boolean isGreen() {
        return this == HEALTHY || this == RESTING;
    }
}
