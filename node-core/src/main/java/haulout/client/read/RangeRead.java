// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.read;

import haulout.core.Axis;
import haulout.redstuff.BlobTarget;
import haulout.redstuff.ConsistencyCheck;
import haulout.redstuff.Sliver;
import haulout.redstuff.TemporaryFile;
import haulout.redstuff.VerifiedBlobMetadata;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a part of one blob. Source sliver r of the primary axis holds bytes r·w to (r + 1)·w of
/// the blob, w being its length, so a small part lies in one or two of them.
final class RangeRead {
    private static final int COPY_BYTES = 1 << 16;

    private final ReadTools tools;
    private final VerifiedBlobMetadata metadata;
    private final ReadListener listener;
    private final Faults faults;
    private final int rowBytes;

    RangeRead(
            ReadTools tools, VerifiedBlobMetadata metadata, ReadListener listener, Faults faults) {
        this.tools = tools;
        this.metadata = metadata;
        this.listener = listener;
        this.faults = faults;
        this.rowBytes = tools.peers().config().sliverBytes(Axis.PRIMARY, metadata.symbolBytes());
    }

    ReadOutcome read(long start, long length, OutputStream target)
            throws IOException, InterruptedException {
        listener.found(metadata);
        if (length == 0) {
            return new ReadOutcome.Read(metadata, 0, faults.list());
        }
        SliverPick pick = new SliverPick(tools, metadata, Axis.PRIMARY, tools.checks(), faults);
        long at = start;
        long end = start + length;
        int shards = 0;
        while (at < end) {
            int first = (int) (at / rowBytes);
            int last = (int) Math.min((end - 1) / rowBytes, (long) first + pick.window() - 1);
            List<Integer> rows = new ArrayList<>();
            for (int row = first; row <= last; row++) {
                rows.add(row);
            }
            Optional<Map<Integer, Sliver>> slivers = pick.fetch(rows);
            if (slivers.isEmpty()) {
                return fromWhole(at, end, target);
            }
            for (Map.Entry<Integer, Sliver> row : slivers.get().entrySet()) {
                at = write(row.getKey(), row.getValue(), at, end, target);
            }
            shards += rows.size();
            listener.fetched(shards, (int) ((end - 1) / rowBytes - start / rowBytes + 1));
        }
        return new ReadOutcome.Read(metadata, shards, faults.list());
    }

    private long write(int row, Sliver sliver, long at, long end, OutputStream target)
            throws IOException {
        byte[] bytes = new byte[rowBytes];
        sliver.payload().get(bytes);
        long rowStart = (long) row * rowBytes;
        int from = (int) (at - rowStart);
        int to = (int) Math.min(rowBytes, end - rowStart);
        target.write(bytes, from, to - from);
        return rowStart + to;
    }

    private ReadOutcome fromWhole(long at, long end, OutputStream target)
            throws IOException, InterruptedException {
        long length = metadata.unencodedLength();
        try (TemporaryFile file = TemporaryFile.nameless(tools.folder(), ".blob", length)) {
            BlobTarget place = file.blob(length);
            ReadOutcome outcome =
                    new WholeRead(tools, metadata, listener, faults)
                            .read(_ -> place, ConsistencyCheck.DEFAULT);
            if (outcome instanceof ReadOutcome.Read) {
                copy(place, at, end, target);
            }
            return outcome;
        }
    }

    private static void copy(BlobTarget blob, long from, long to, OutputStream target)
            throws IOException {
        byte[] buffer = new byte[COPY_BYTES];
        for (long at = from; at < to; at += buffer.length) {
            int count = (int) Math.min(buffer.length, to - at);
            blob.read(at, buffer, 0, count);
            target.write(buffer, 0, count);
        }
    }
}
