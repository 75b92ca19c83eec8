// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.core.Base64Text;
import haulout.core.Epoch;
import haulout.core.ShardIndex;
import haulout.core.WireFormatException;
import haulout.crypto.BlsPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// How a node says it is.
///
/// @param uptime since the node answers
/// @param epoch the epoch it is in
/// @param publicKey its protocol key
/// @param nodeStatus its state as a word of the protocol
/// @param events how far it follows the ledger
/// @param owned the shards that the committee gives it
/// @param other shards that it holds without owning them
/// @param checkpoint newest checkpoint of the chain that it has seen, empty if there is none
/// @param detailed whether the shards are listed one by one
public record NodeHealth(
        Duration uptime,
        Epoch epoch,
        BlsPublicKey publicKey,
        String nodeStatus,
        EventProgress events,
        List<Shard> owned,
        List<Shard> other,
        Optional<Long> checkpoint,
        boolean detailed) {
    // some thousand years, which every duration can hold
    private static final long MAX_UPTIME_SECONDS = 1L << 40;

    public NodeHealth {
        Objects.requireNonNull(uptime);
        Objects.requireNonNull(epoch);
        Objects.requireNonNull(publicKey);
        Objects.requireNonNull(nodeStatus);
        Objects.requireNonNull(events);
        owned = List.copyOf(owned);
        other = List.copyOf(other);
        Objects.requireNonNull(checkpoint);
    }

    /// The state of a shard at a node.
    public enum ShardState {
        UNKNOWN("unknown"),
        READY("ready"),
        IN_TRANSFER("inTransfer"),
        IN_RECOVERY("inRecovery"),
        READ_ONLY("readOnly");

        private final String word;

        ShardState(String word) {
            this.word = word;
        }

        /// The protocol's word.
        public String word() {
            return word;
        }
    }

    /// A shard and its state.
    public record Shard(ShardIndex index, ShardState state) {
        public Shard {
            Objects.requireNonNull(index);
            Objects.requireNonNull(state);
        }
    }

    /// How far a node follows the ledger.
    ///
    /// @param persisted events that are done with, without a gap
    /// @param pending events that are seen and not done with
    /// @param highestFinished index of the newest event that is done with, empty if none
    public record EventProgress(long persisted, long pending, Optional<Long> highestFinished) {
        public EventProgress {
            Objects.requireNonNull(highestFinished);
        }
    }

    /// The JSON value, which goes into an [ApiAnswer.Success].
    public JsonNode toJson() {
        ObjectNode json = WireJson.object();
        json.putObject("uptime").put("secs", uptime.toSeconds()).put("nanos", uptime.toNanosPart());
        json.put("epoch", epoch.value());
        json.put("publicKey", Base64Text.standard(publicKey.toBytes()));
        json.put("nodeStatus", nodeStatus);
        ObjectNode progress = json.putObject("eventProgress");
        progress.put("persisted", events.persisted()).put("pending", events.pending());
        events.highestFinished()
                .ifPresentOrElse(
                        index -> progress.put("highestFinishedEventIndex", index),
                        () -> progress.putNull("highestFinishedEventIndex"));
        ObjectNode summary = json.putObject("shardSummary");
        summary.put("owned", owned.size());
        ObjectNode states = summary.putObject("ownedShardStatus");
        for (ShardState state : ShardState.values()) {
            if (state != ShardState.READ_ONLY) {
                states.put(state.word(), count(owned, state));
            }
        }
        summary.put("readOnly", count(other, ShardState.READ_ONLY));
        if (detailed) {
            ObjectNode detail = json.putObject("shardDetail");
            putShards(detail.putArray("owned"), owned);
            putShards(detail.putArray("other"), other);
        }
        checkpoint.ifPresent(number -> json.put("latestCheckpointSequenceNumber", number));
        return json;
    }

    /// Reads the JSON value. Unknown fields are ignored; without details the shards are not known,
    /// and both lists are empty.
    ///
    /// @param maxShards most shards that are read, the network's
    /// @throws WireFormatException if it is no such value
    public static NodeHealth ofJson(JsonNode json, int maxShards) throws WireFormatException {
        JsonNode uptime = WireJson.object(json, "uptime");
        JsonNode progress = WireJson.object(json, "eventProgress");
        JsonNode detail = json.path("shardDetail");
        boolean detailed = detail.isObject();
        return new NodeHealth(
                Duration.ofSeconds(
                        WireJson.number(uptime, "secs", MAX_UPTIME_SECONDS),
                        WireJson.number(uptime, "nanos", 999_999_999)),
                new Epoch(WireJson.number(json, "epoch", Epoch.MAX_VALUE)),
                BlsPublicKey.parseBase64(WireJson.text(json, "publicKey")),
                WireJson.text(json, "nodeStatus"),
                new EventProgress(
                        WireJson.number(progress, "persisted", Long.MAX_VALUE),
                        WireJson.number(progress, "pending", Long.MAX_VALUE),
                        optionalNumber(progress, "highestFinishedEventIndex")),
                detailed ? shards(detail, "owned", maxShards) : List.of(),
                detailed ? shards(detail, "other", maxShards) : List.of(),
                optionalNumber(json, "latestCheckpointSequenceNumber"),
                detailed);
    }

    private static Optional<Long> optionalNumber(JsonNode json, String name)
            throws WireFormatException {
        JsonNode value = json.get(name);
        return value == null || value.isNull()
                ? Optional.empty()
                : Optional.of(WireJson.number(json, name, Long.MAX_VALUE));
    }

    private static List<Shard> shards(JsonNode detail, String name, int maxShards)
            throws WireFormatException {
        JsonNode list = WireJson.field(detail, name);
        if (!list.isArray() || list.size() > maxShards) {
            throw new WireFormatException(
                    "field " + name,
                    0,
                    "a list of at most " + maxShards,
                    list.getNodeType() + " of " + list.size());
        }
        List<Shard> shards = new ArrayList<>(list.size());
        for (JsonNode entry : list) {
            int index = (int) WireJson.number(entry, "shard", maxShards - 1L);
            shards.add(new Shard(new ShardIndex(index), state(WireJson.text(entry, "status"))));
        }
        return shards;
    }

    private static ShardState state(String word) throws WireFormatException {
        for (ShardState state : ShardState.values()) {
            if (state.word().equals(word)) {
                return state;
            }
        }
        throw new WireFormatException("state of a shard", 0, "a known word", "another");
    }

    private static long count(List<Shard> shards, ShardState state) {
        return shards.stream().filter(shard -> shard.state() == state).count();
    }

    private static void putShards(ArrayNode list, List<Shard> shards) {
        for (Shard shard : shards) {
            list.addObject()
                    .put("shard", shard.index().value())
                    .put("status", shard.state().word());
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s in epoch %s, %d shards", nodeStatus, epoch, owned.size());
    }
}
