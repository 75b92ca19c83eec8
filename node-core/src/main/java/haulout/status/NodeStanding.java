// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import haulout.text.Sentence;

/// The only states that a node is shown in. Of several that hold, the first in this order is shown.
public enum NodeStanding {
    /// The core does not run.
    STOPPED,
    /// It is being started.
    STARTING,
    /// The network has ended, or the node has left it.
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

    /// Its name for people.
    public Sentence title() {
        return Sentence.of(
                switch (this) {
                    case STOPPED -> "standing.stopped";
                    case STARTING -> "standing.starting";
                    case CLOSED -> "standing.closed";
                    case AT_RISK -> "standing.at-risk";
                    case OFFLINE -> "standing.offline";
                    case LEAVING -> "standing.leaving";
                    case PAUSED -> "standing.paused";
                    case ATTENTION -> "standing.attention";
                    case CHECKING -> "standing.checking";
                    case RESTING -> "standing.resting";
                    case HEALTHY -> "standing.healthy";
                });
    }

    /// Whether it claims that all is well.
    public boolean isGreen() {
        return this == HEALTHY || this == RESTING;
    }
}
