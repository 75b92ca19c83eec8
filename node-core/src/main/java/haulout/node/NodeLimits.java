// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import java.time.Duration;

/// The bounds of a node's work. Every one of them keeps memory or time of something bounded that
/// others ask for.
///
/// @param maxRegistrationWait longest wait of a confirmation for its registration; upstream's 5 s
/// @param maxWaiting confirmations that may wait at a time; more are answered at once
/// @param eventBatch events that are taken from the ledger at a time
/// @param eventPoll how long the ledger is asked to wait for the next event; half of it passes on
///   average before a change of epoch is seen that comes without events; five times as long while
///   nothing happens
/// @param maxOpenFollowUps events whose follow-up work has not been looked at yet
/// @param staleAfter how long the ledger may be silent before the node no longer says that
///   something does not exist
/// @param maxSymbolIds symbols by place in one request; a request line has room for fewer
/// @param maxAnswerBytes largest answer that is put together in memory; half of `answerRoom` at
///   most is given
/// @param answerRoom bytes of all such answers with symbols together, until they are read; and of
///   the slivers that they are just made of, once more
/// @param maxAnswerWait longest wait of such a request for room
/// @param maxSyncSlivers slivers of one answer to a shard's new holder; upstream's 100 000
/// @param maxSyncBytes bytes of such an answer, which is put together in memory; one sliver is
///   always given
/// @param maxSyncAnswers such answers at a time
/// @param maxRecoveringBlobs blobs that are checked and mended at a time after missed epochs;
///   upstream's 100
/// @param garbageSpread the deletion of what nobody pays for starts within this time after an
///   epoch's start; at most half an epoch
/// @param repairInterval how often the node looks for slivers that were lost on its drives
/// @param minRetryPause first pause after a failure
/// @param maxRetryPause longest pause
public record NodeLimits(
        Duration maxRegistrationWait,
        int maxWaiting,
        int eventBatch,
        Duration eventPoll,
        int maxOpenFollowUps,
        Duration staleAfter,
        int maxSymbolIds,
        long maxAnswerBytes,
        long answerRoom,
        Duration maxAnswerWait,
        long maxSyncSlivers,
        long maxSyncBytes,
        int maxSyncAnswers,
        int maxRecoveringBlobs,
        Duration garbageSpread,
        Duration repairInterval,
        Duration minRetryPause,
        Duration maxRetryPause) {
    /// What suits a home machine.
    public static final NodeLimits DEFAULTS =
            new NodeLimits(
                    Duration.ofSeconds(5),
                    1000,
                    512,
                    Duration.ofSeconds(1),
                    4096,
                    Duration.ofSeconds(60),
                    4096,
                    64L << 20,
                    Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8),
                    Duration.ofSeconds(5),
                    100_000,
                    16L << 20,
                    4,
                    100,
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(1),
                    Duration.ofMillis(200),
                    Duration.ofSeconds(10));

    public NodeLimits {
        if (maxWaiting < 0
                || eventBatch < 1
                || maxOpenFollowUps < 1
                || maxSymbolIds < 1
                || maxAnswerBytes < 1
                || answerRoom < 1
                || maxSyncSlivers < 1
                || maxSyncBytes < 1
                || maxSyncAnswers < 1
                || maxRecoveringBlobs < 1
                || minRetryPause.isNegative()
                || maxRetryPause.compareTo(minRetryPause) < 0) {
            throw new IllegalArgumentException("a limit of the node is below its least value");
        }
    }

    /// The same with other bounds of answers to a shard's new holder.
    public NodeLimits withSyncLimits(long slivers, long bytes, int answers) {
        return new NodeLimits(
                maxRegistrationWait,
                maxWaiting,
                eventBatch,
                eventPoll,
                maxOpenFollowUps,
                staleAfter,
                maxSymbolIds,
                maxAnswerBytes,
                answerRoom,
                maxAnswerWait,
                slivers,
                bytes,
                answers,
                maxRecoveringBlobs,
                garbageSpread,
                repairInterval,
                minRetryPause,
                maxRetryPause);
    }

    /// The same with other room for answers with symbols.
    public NodeLimits withAnswerRoom(long bytes, Duration wait) {
        return new NodeLimits(
                maxRegistrationWait,
                maxWaiting,
                eventBatch,
                eventPoll,
                maxOpenFollowUps,
                staleAfter,
                maxSymbolIds,
                maxAnswerBytes,
                bytes,
                wait,
                maxSyncSlivers,
                maxSyncBytes,
                maxSyncAnswers,
                maxRecoveringBlobs,
                garbageSpread,
                repairInterval,
                minRetryPause,
                maxRetryPause);
    }
}
