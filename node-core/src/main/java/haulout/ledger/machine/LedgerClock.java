// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import java.util.Objects;

/// Where a ledger stands.
///
/// @param epoch the current epoch
/// @param state how far it is
/// @param nextCapacity what the next committee can store, in bytes, unsigned; 0 before it is chosen
/// @param minted money made so far, in FROST
/// @param burned money burned so far, in FROST
/// @param lastMillis time of the last command
/// @param commandCount commands carried out so far
/// @param eventCount events so far
public record LedgerClock(
        long epoch,
        EpochState state,
        long nextCapacity,
        long minted,
        long burned,
        long lastMillis,
        long commandCount,
        long eventCount) {
    public LedgerClock {
        Objects.requireNonNull(state);
    }

    /// In a later state of the same epoch.
    LedgerClock withState(EpochState next) {
        return new LedgerClock(
                epoch, next, nextCapacity, minted, burned, lastMillis, commandCount, eventCount);
    }

    LedgerClock selected(EpochState next, long capacity) {
        return new LedgerClock(
                epoch, next, capacity, minted, burned, lastMillis, commandCount, eventCount);
    }

    LedgerClock nextEpoch() {
        return new LedgerClock(
                epoch + 1,
                new EpochState.Syncing(0),
                0,
                minted,
                burned,
                lastMillis,
                commandCount,
                eventCount);
    }

    LedgerClock withMoney(long nextMinted, long nextBurned) {
        return new LedgerClock(
                epoch,
                state,
                nextCapacity,
                nextMinted,
                nextBurned,
                lastMillis,
                commandCount,
                eventCount);
    }

    LedgerClock afterCommand(long nowMillis, int events) {
        return new LedgerClock(
                epoch,
                state,
                nextCapacity,
                minted,
                burned,
                nowMillis,
                commandCount + 1,
                eventCount + events);
    }
}
