// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.read;

import com.google.errorprone.annotations.MustBeClosed;
import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.core.SliverIndex;
import haulout.redstuff.BlobTarget;
import haulout.redstuff.ConsistencyCheck;
import haulout.redstuff.Sliver;
import haulout.redstuff.StridedFile;
import haulout.redstuff.TemporaryFile;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.wire.quilt.QuiltColumns;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The columns of a quilt in the network: its secondary slivers as long as they can be had, the
/// whole blob in a temporary file as soon as one cannot.
///
/// Not thread-safe.
public final class QuiltBlob implements QuiltColumns, AutoCloseable {
    private final Aggregator aggregator;
    private final VerifiedBlobMetadata metadata;
    private final SliverPick pick;
    private final ReadListener listener;
    private final Map<Integer, Sliver> fetched = new HashMap<>();
    private int end;
    private @Nullable TemporaryFile whole;

    @MustBeClosed
    QuiltBlob(
            Aggregator aggregator,
            VerifiedBlobMetadata metadata,
            SliverPick pick,
            ReadListener listener) {
        this.aggregator = aggregator;
        this.metadata = metadata;
        this.pick = pick;
        this.listener = listener;
    }

    /// Says up to which column will be asked for, so that several are fetched at a time.
    ///
    /// @param endColumn the column behind the last one
    public void expect(int endColumn) {
        end = Math.min(endColumn, metadata.config().secondarySourceCount());
    }

    @Override
    public byte[] column(SliverIndex index) throws IOException {
        try {
            Sliver sliver = whole == null ? sliver(index.value()) : null;
            if (sliver != null) {
                byte[] column = new byte[sliver.payload().remaining()];
                sliver.payload().get(column);
                return column;
            }
            return fromWhole(index.value());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("reading a quilt was interrupted");
        }
    }

    private @Nullable Sliver sliver(int index) throws InterruptedException {
        Sliver known = fetched.remove(index);
        if (known != null) {
            return known;
        }
        fetched.clear(); // because columns are read in their order, what is left is not wanted
        List<Integer> wanted = new ArrayList<>();
        int last = Math.max(end, index + 1);
        for (int i = index; i < last && wanted.size() < pick.window(); i++) {
            wanted.add(i);
        }
        Optional<Map<Integer, Sliver>> answer = pick.fetch(wanted);
        if (answer.isEmpty()) {
            return null;
        }
        fetched.putAll(answer.get());
        return fetched.remove(index);
    }

    /// Symbol r of column c is symbol r·s + c of the blob; what is behind its end is zero.
    private byte[] fromWhole(int column) throws IOException, InterruptedException {
        TemporaryFile file = whole();
        EncodingConfig config = metadata.config();
        int symbol = metadata.symbolBytes();
        byte[] bytes = new byte[config.sliverBytes(Axis.SECONDARY, symbol)];
        long stride = (long) config.secondarySourceCount() * symbol;
        for (int row = 0; row < config.primarySourceCount(); row++) {
            long at = row * stride + (long) column * symbol;
            int count = Math.clamp(metadata.unencodedLength() - at, 0, symbol);
            if (count > 0) {
                StridedFile.readFully(file.channel(), at, bytes, row * symbol, count);
            }
        }
        return bytes;
    }

    @SuppressWarnings("MustBeClosedChecker") // because it is closed with this
    private TemporaryFile whole() throws IOException, InterruptedException {
        TemporaryFile made = whole;
        if (made == null) {
            made =
                    TemporaryFile.nameless(
                            TemporaryFile.folder(), ".quilt", metadata.unencodedLength());
            BlobTarget place = made.blob(metadata.unencodedLength());
            ReadOutcome outcome =
                    aggregator.read(metadata, _ -> place, ConsistencyCheck.DEFAULT, listener);
            if (!(outcome instanceof ReadOutcome.Read)) {
                made.close();
                throw new ReadFailedException(outcome);
            }
            whole = made;
        }
        return made;
    }

    @Override
    public void close() throws IOException {
        if (whole != null) {
            whole.close();
        }
    }
}
