// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.home.StoredFile;
import haulout.network.NeighbourView;
import haulout.network.OwnFiles;
import haulout.network.OwnedBlob;
import haulout.network.StorePrice;
import haulout.store.HistoryStore;
import haulout.store.KeptFile;
import haulout.store.StoreException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The owner's files: what the ledger has of them, and what only this computer knows.
final class FileReports {
    private final OwnFiles files;
    private final HistoryStore history;
    private final NameNotes notes;

    /// @param notes names of files that another program of this computer has stored
    FileReports(OwnFiles files, HistoryStore history, NameNotes notes) {
        this.files = files;
        this.history = history;
        this.notes = notes;
    }

    List<StoredFile> reports(List<NeighbourView> neighbours, EpochDates dates)
            throws StoreException, InterruptedException {
        Map<Object, KeptFile> known = new HashMap<>();
        history.files().forEach(file -> known.put(file.object(), file));
        Places places = Places.of(neighbours, files.price(1, 1));
        List<StoredFile> reports = new ArrayList<>();
        for (OwnedBlob blob : files.blobs()) {
            if (blob.isCertified()) {
                Optional<KeptFile> kept = Optional.ofNullable(known.get(blob.object()));
                reports.add(report(blob, kept.isPresent() ? kept : noted(blob), places, dates));
            }
        }
        reports.sort(Comparator.comparing(StoredFile::stored).reversed());
        return reports;
    }

    /// A note is taken over into the history, once.
    private Optional<KeptFile> noted(OwnedBlob blob) throws StoreException, InterruptedException {
        Optional<NameNotes.Note> note = notes.take(blob.object());
        if (note.isEmpty()) {
            return Optional.empty();
        }
        KeptFile file =
                new KeptFile(
                        blob.object(),
                        blob.blobId(),
                        note.get().name(),
                        blob.bytes(),
                        note.get().at(),
                        blob.endEpoch(),
                        blob.isDeletable(),
                        Optional.empty());
        history.put(file);
        return Optional.of(file);
    }

    private static StoredFile report(
            OwnedBlob blob, Optional<KeptFile> known, Places places, EpochDates dates) {
        return new StoredFile(
                blob.blobId(),
                blob.object(),
                known.map(KeptFile::name).orElse(blob.blobId().toString()),
                known.map(KeptFile::bytes).orElse(blob.bytes()),
                known.map(KeptFile::stored).orElseGet(() -> dates.start(blob.registeredEpoch())),
                blob.endEpoch(),
                dates.start(blob.endEpoch()),
                blob.isDeletable(),
                known.flatMap(KeptFile::secret).isPresent(),
                blob.endEpoch() <= dates.now().epoch() ? StoredFile.State.EXPIRED : places.state(),
                places.nodesNow,
                places.nodes,
                places.shardsNow,
                places.shardsNeeded);
    }

    /// Who could give pieces now.
    private record Places(
            int nodesNow, int nodes, int shardsNow, int shardsNeeded, int largestNode) {
        static Places of(List<NeighbourView> neighbours, StorePrice price) {
            int nodesNow = 0;
            int nodes = 0;
            int shardsNow = 0;
            int largest = 0;
            for (NeighbourView one : neighbours) {
                int shards = one.shards().size();
                int given = shards - NeighbourReports.shardsAway(one);
                nodes += shards > 0 ? 1 : 0;
                nodesNow += given > 0 ? 1 : 0;
                shardsNow += given;
                largest = Math.max(largest, given);
            }
            return new Places(nodesNow, nodes, shardsNow, price.shardsNeeded(), largest);
        }

        StoredFile.State state() {
            if (shardsNow < shardsNeeded) {
                return StoredFile.State.UNREACHABLE;
            }
            return shardsNow - largestNode < shardsNeeded
                    ? StoredFile.State.THIN
                    : StoredFile.State.SAFE;
        }
    }
}
