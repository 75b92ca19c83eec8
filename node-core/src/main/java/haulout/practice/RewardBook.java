// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.core.NodeId;
import haulout.core.WireFormatException;
import haulout.ledger.embedded.EmbeddedLedger;
import haulout.ledger.machine.CommandResult;
import haulout.ledger.machine.LedgerView;
import haulout.ledger.rules.Seat;
import haulout.ledger.rules.StakingPool;
import haulout.network.EpochRewards;
import haulout.store.file.SystemFiles;
import haulout.store.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Remembers what epochs have brought, in a file that can be lost without harm: the ledger keeps
/// only sums.
///
/// Threads: any.
final class RewardBook {
    /// Nearly three days of the shortest usual epochs. Whoever keeps what they brought takes it
    /// over when they end; this is for those that end while nobody does.
    private static final int MAX_EPOCHS = 400;

    /// Each epoch has some hundred bytes for each of at most a hundred nodes.
    private static final int MAX_FILE_BYTES = 16 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger log = LoggerFactory.getLogger(RewardBook.class);

    private final Path file;
    private final InstantSource clock;
    private final List<EpochRewards> epochs = new ArrayList<>();

    private RewardBook(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /// The book in a file; empty if there is none that can be read.
    static RewardBook open(Path file, InstantSource clock) throws IOException {
        RewardBook book = new RewardBook(file, clock);
        Optional<byte[]> bytes = WholeFile.read(new SystemFiles(), file, MAX_FILE_BYTES);
        if (bytes.isPresent()) {
            try {
                for (JsonNode entry : JSON.readTree(bytes.get())) {
                    book.epochs.add(parse(entry));
                }
            } catch (JsonProcessingException | WireFormatException e) {
                log.atWarn().setCause(e).log("what past epochs brought cannot be read");
                book.epochs.clear();
            }
        }
        return book;
    }

    /// An epoch has ended.
    void note(EmbeddedLedger ledger, long epoch, CommandResult.EpochChanged result) {
        if (epoch == 0) {
            return; // because there was no committee to be paid
        }
        List<EpochRewards.Entry> entries = ledger.read(view -> entries(view, result));
        EpochRewards ended =
                new EpochRewards(
                        epoch, clock.instant(), result.burned(), result.distributable(), entries);
        List<EpochRewards> kept;
        synchronized (epochs) {
            epochs.add(ended);
            while (epochs.size() > MAX_EPOCHS) {
                epochs.removeFirst();
            }
            kept = List.copyOf(epochs);
        }
        try {
            WholeFile.write(new SystemFiles(), file, JSON.writeValueAsBytes(json(kept)));
        } catch (IOException e) {
            log.atWarn().setCause(e).log("what the epoch brought could not be written down");
        }
    }

    private static List<EpochRewards.Entry> entries(
            LedgerView view, CommandResult.EpochChanged result) {
        List<EpochRewards.Entry> entries = new ArrayList<>();
        for (CommandResult.Reward reward : result.rewards()) {
            StakingPool pool = view.pools().get(reward.node());
            int bps = pool == null ? 0 : pool.commissionBps();
            int shards = view.previousCommittee().seat(reward.node()).map(Seat::weight).orElse(0);
            entries.add(
                    new EpochRewards.Entry(
                            reward.node(), shards, reward.amount(), part(reward.amount(), bps)));
        }
        return entries;
    }

    /// Hundredths of a percent of an amount, rounded down.
    private static long part(long amount, int bps) {
        long full = StakingPool.FULL_BPS;
        return amount / full * bps + amount % full * bps / full;
    }

    private static ArrayNode json(List<EpochRewards> epochs) {
        ArrayNode list = JSON.createArrayNode();
        for (EpochRewards epoch : epochs) {
            ObjectNode entry = list.addObject();
            entry.put("epoch", epoch.epoch()).put("ended", epoch.ended().toEpochMilli());
            entry.put("burned", epoch.burned()).put("distributed", epoch.distributed());
            ArrayNode nodes = entry.putArray("nodes");
            for (EpochRewards.Entry node : epoch.nodes()) {
                nodes.addObject()
                        .put("node", node.node().toString())
                        .put("shards", node.shards())
                        .put("reward", node.reward())
                        .put("commission", node.commission());
            }
        }
        return list;
    }

    private static EpochRewards parse(JsonNode entry) throws WireFormatException {
        List<EpochRewards.Entry> nodes = new ArrayList<>();
        for (JsonNode node : entry.path("nodes")) {
            nodes.add(
                    new EpochRewards.Entry(
                            NodeId.parse(node.path("node").asText()),
                            node.path("shards").asInt(),
                            node.path("reward").asLong(),
                            node.path("commission").asLong()));
        }
        return new EpochRewards(
                entry.path("epoch").asLong(),
                Instant.ofEpochMilli(entry.path("ended").asLong()),
                entry.path("burned").asLong(),
                entry.path("distributed").asLong(),
                nodes);
    }

    /// The newest epochs, oldest first.
    List<EpochRewards> newest(int most) {
        synchronized (epochs) {
            int from = Math.max(0, epochs.size() - most);
            return List.copyOf(epochs.subList(from, epochs.size()));
        }
    }
}
