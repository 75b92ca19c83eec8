// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.ledger.Committee;

/// Is asked before another node is, so that the owner's line can be left alone. Thread-safe.
@FunctionalInterface
public interface SyncLeave {
    /// Any time.
    SyncLeave ALWAYS = _ -> {};

    /// Returns when a member may be asked.
    void await(Committee.Member member) throws InterruptedException;
}
