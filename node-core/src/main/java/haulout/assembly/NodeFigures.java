// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.metrics.Counter;
import haulout.metrics.MetricsRegistry;
import haulout.node.NodeCounter;
import haulout.node.NodeMetrics;
import haulout.node.StorageNode;
import haulout.store.segment.RecordStore;
import haulout.store.segment.StoreFigures;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/// What a node shows of itself as metrics.
final class NodeFigures {
    private NodeFigures() {}

    /// The counters of a node, by its name.
    static NodeMetrics counters(MetricsRegistry registry, String name) {
        Map<NodeCounter, Counter> counters = new EnumMap<>(NodeCounter.class);
        for (NodeCounter counter : NodeCounter.values()) {
            String word = counter.name().toLowerCase(Locale.ROOT);
            counters.put(
                    counter,
                    registry.counter(
                            "haulout_node_" + word,
                            "Counted by the node: " + word.replace('_', ' ') + ".",
                            Map.of("node", name)));
        }
        return (counter, amount) -> {
            Counter its = counters.get(counter);
            if (its != null) {
                its.add(amount);
            }
        };
    }

    /// Shows what the store and the node say of themselves.
    static void register(
            MetricsRegistry registry, String name, RecordStore store, StorageNode node) {
        Map<String, String> labels = Map.of("node", name);
        store(registry, labels, store, "stored_records", StoreFigures::storedRecords);
        store(registry, labels, store, "repeated_records", StoreFigures::alreadyStoredRecords);
        store(registry, labels, store, "deleted_records", StoreFigures::deletedRecords);
        store(registry, labels, store, "opened_records", StoreFigures::openedRecords);
        store(registry, labels, store, "written_bytes", StoreFigures::writtenBytes);
        store(registry, labels, store, "flushes", StoreFigures::flushes);
        store(registry, labels, store, "groups", StoreFigures::groups);
        store(registry, labels, store, "grouped_records", StoreFigures::groupedRecords);
        store(registry, labels, store, "sealed_segments", StoreFigures::sealedSegments);
        store(registry, labels, store, "damaged_records", StoreFigures::damagedRecords);
        store(registry, labels, store, "mended_records", StoreFigures::mendedRecords);
        store(registry, labels, store, "write_failures", StoreFigures::writeFailures);
        store(registry, labels, store, "copied_bytes", StoreFigures::copiedBytes);
        store(registry, labels, store, "reclaimed_bytes", StoreFigures::reclaimedBytes);
        store(registry, labels, store, "waiting_index_rows", StoreFigures::waitingIndexRows);
        store(
                registry,
                labels,
                store,
                "live_records",
                figures ->
                        figures.drives().stream()
                                .mapToLong(StoreFigures.DriveFigures::liveRecords)
                                .sum());
        store(
                registry,
                labels,
                store,
                "live_bytes",
                figures ->
                        figures.drives().stream()
                                .mapToLong(StoreFigures.DriveFigures::liveBytes)
                                .sum());
        registry.gauge(
                "haulout_node_pending_events",
                "Events of the ledger that are seen and not done with.",
                labels,
                () -> node.snapshot().events().pending());
        registry.gauge(
                "haulout_node_blob_syncs",
                "Blobs that are being fetched or wait for it.",
                labels,
                () -> node.snapshot().blobSyncs());
    }

    private static void store(
            MetricsRegistry registry,
            Map<String, String> labels,
            RecordStore store,
            String word,
            ToLongFunction<StoreFigures> figure) {
        registry.gauge(
                "haulout_store_" + word,
                "The store's " + word.replace('_', ' ') + " since it was opened.",
                labels,
                () -> figure.applyAsLong(store.figures()));
    }
}
