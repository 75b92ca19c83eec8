// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.AccountAddress;
import haulout.core.EncodingConfig;
import haulout.core.Hash32;
import haulout.core.QuorumRule;
import haulout.core.WireFormatException;
import haulout.ledger.rules.PoolRules;
import haulout.wire.bcs.BcsReader;
import haulout.wire.bcs.BcsWriter;
import java.util.Objects;

/// What is settled when a ledger is made, and never changes.
///
/// @param ledgerId tells this ledger from all others
/// @param host the account that may make money and set subsidies: the faucet
/// @param shardCount number of shards, 10 to 1000
/// @param createdMillis when the ledger was made, in milliseconds since 1970
/// @param epochMillis how long an epoch lasts at least, after its shards have moved
/// @param epochZeroMillis how long the epoch without a committee lasts
/// @param maxEpochsAhead for how many epochs storage can be bought
/// @param burnPercent how much of an epoch's income is burned
/// @param activeSetLimit most candidates for a committee
/// @param pools how pools behave
/// @param maxSupply most money that is ever made, in FROST
/// @param keptExpiredEpochs for how many epochs blobs and space stay listed after their end; 0 for
///   ever
public record LedgerRules(
        Hash32 ledgerId,
        AccountAddress host,
        int shardCount,
        long createdMillis,
        long epochMillis,
        long epochZeroMillis,
        int maxEpochsAhead,
        int burnPercent,
        int activeSetLimit,
        PoolRules pools,
        long maxSupply,
        int keptExpiredEpochs) {
    /// All the money there is on the real network, in FROST; it fits a signed number.
    public static final long FULL_SUPPLY = 5_000_000_000_000_000_000L;

    /// How long a day's epoch lasts.
    public static final long DAY_MILLIS = 86_400_000L;

    private static final int MIN_SHARDS = 10;
    private static final int MAX_SHARDS = 1_000;
    private static final int MAX_AHEAD = 1_000;
    private static final int MAX_ACTIVE = 1_000;
    private static final int PERCENT = 100;

    public LedgerRules {
        Objects.requireNonNull(ledgerId);
        Objects.requireNonNull(host);
        Objects.requireNonNull(pools);
        check("number of shards", shardCount, MIN_SHARDS, MAX_SHARDS);
        check("creation time", createdMillis, 0, Long.MAX_VALUE / 4);
        check("duration of an epoch", epochMillis, 1, Long.MAX_VALUE / 4);
        check("duration of epoch 0", epochZeroMillis, 0, Long.MAX_VALUE / 4);
        check("epochs ahead", maxEpochsAhead, 1, MAX_AHEAD);
        check("percent burned", burnPercent, 0, PERCENT);
        check("limit of the active set", activeSetLimit, 1, MAX_ACTIVE);
        check("supply", maxSupply, 0, FULL_SUPPLY);
        check("epochs to keep what has expired", keptExpiredEpochs, 0, Integer.MAX_VALUE);
    }

    /// The rules of the real network with a shorter epoch, a hundred shards, and guards.
    public static LedgerRules practice(
            Hash32 ledgerId, AccountAddress host, long createdMillis, long epochMillis) {
        return new LedgerRules(
                ledgerId,
                host,
                100,
                createdMillis,
                epochMillis,
                0,
                53,
                3,
                111,
                new PoolRules(PoolRules.Schedule.LATEST, PoolRules.Guards.ON),
                FULL_SUPPLY,
                53);
    }

    /// The same for another number of shards.
    public LedgerRules withShardCount(int count) {
        return new LedgerRules(
                ledgerId,
                host,
                count,
                createdMillis,
                epochMillis,
                epochZeroMillis,
                maxEpochsAhead,
                burnPercent,
                activeSetLimit,
                pools,
                maxSupply,
                keptExpiredEpochs);
    }

    /// When the epoch without a committee may end.
    public long firstEpochStart() {
        return createdMillis + epochZeroMillis;
    }

    /// Sizes of encoded blobs.
    public EncodingConfig encoding() {
        return new EncodingConfig(shardCount);
    }

    /// How much weight decides.
    public QuorumRule quorum() {
        return new QuorumRule(shardCount);
    }

    void write(BcsWriter writer) {
        writer.hash32(ledgerId).hash32(host.value()).u16(shardCount);
        writer.u64(createdMillis).u64(epochMillis).u64(epochZeroMillis);
        writer.u32(maxEpochsAhead).u8(burnPercent).u32(activeSetLimit);
        writer.bool(pools.schedule() == PoolRules.Schedule.LATEST).bool(pools.isGuarded());
        writer.u64(maxSupply).u32(keptExpiredEpochs);
    }

    static LedgerRules read(BcsReader reader) throws WireFormatException {
        int at = reader.offset();
        try {
            return new LedgerRules(
                    reader.hash32("ledger"),
                    new AccountAddress(reader.hash32("host")),
                    reader.u16("shards"),
                    reader.u64("creation time"),
                    reader.u64("epoch"),
                    reader.u64("epoch 0"),
                    (int) reader.u32("epochs ahead"),
                    reader.u8("percent burned"),
                    (int) reader.u32("active set"),
                    new PoolRules(
                            reader.bool("schedule")
                                    ? PoolRules.Schedule.LATEST
                                    : PoolRules.Schedule.EXACT,
                            reader.bool("guards") ? PoolRules.Guards.ON : PoolRules.Guards.OFF),
                    reader.u64("supply"),
                    (int) reader.u32("epochs kept"));
        } catch (IllegalArgumentException e) {
            throw new WireFormatException("rules", at, "values in range", "others", e);
        }
    }

    private static void check(String what, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    what + " " + value + ", allowed " + min + " to " + max);
        }
    }
}
