// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import java.util.concurrent.CompletionStage;

/// Leaving the network for good.
public interface LeaveDesk {
    /// How far it is, or what it would mean; as it was seen last.
    LeaveReport report();

    /// Begins. The stake is asked for back; when the period changes the node gets no pieces any
    /// more, the others take over what it keeps, and its money comes back.
    CompletionStage<Void> begin();

    /// Stays after all. Stake that was asked for back comes back first, and then goes to work
    /// again.
    CompletionStage<Void> stay();

    /// After it has left: erases what Haulout keeps on this computer, except the identity, and
    /// begins with the first start.
    CompletionStage<Void> erase();
}
