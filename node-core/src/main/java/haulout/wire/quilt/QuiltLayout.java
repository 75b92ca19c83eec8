// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire.quilt;

import haulout.core.EncodingConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Where everything of a quilt lies, as it follows from names, tags and lengths of the files alone.
///
/// The quilt is a blob of p rows and s columns of symbols. Index and files are written **down the
/// columns**, each from the top of a new column on; the rest of its last column is zero. The
/// symbols are the smallest with which everything fits. Source: walrus-core
/// `encoding/quilt_encoding.rs`.
public final class QuiltLayout {
    private final EncodingConfig config;
    private final int symbolBytes;
    private final List<QuiltItem> items;
    private final QuiltIndex index;

    private QuiltLayout(
            EncodingConfig config, int symbolBytes, List<QuiltItem> items, QuiltIndex index) {
        this.config = config;
        this.symbolBytes = symbolBytes;
        this.items = items;
        this.index = index;
    }

    /// Lays out files, in whichever order they come.
    ///
    /// @throws QuiltLayoutException if they do not make a quilt
    public static QuiltLayout of(EncodingConfig config, List<QuiltItem> files)
            throws QuiltLayoutException {
        if (!config.isEncodable()) {
            throw new IllegalArgumentException(
                    "quilt for "
                            + config.shardCount()
                            + " shards, at least "
                            + EncodingConfig.MIN_ENCODABLE_SHARDS);
        }
        List<QuiltItem> items =
                files.stream().sorted(Comparator.comparing(QuiltItem::identifier)).toList();
        checkItems(config, items);
        long[] sizes = sectionBytes(items);
        int symbolBytes = symbolBytes(config, sizes);
        long columnBytes = (long) config.primarySourceCount() * symbolBytes;
        List<QuiltPatch> patches = new ArrayList<>(items.size());
        int column = columns(sizes[0], columnBytes);
        for (int i = 0; i < items.size(); i++) {
            int end = column + columns(sizes[i + 1], columnBytes);
            QuiltItem item = items.get(i);
            patches.add(new QuiltPatch(item.identifier(), item.tags(), column, end));
            column = end;
        }
        return new QuiltLayout(config, symbolBytes, items, new QuiltIndex(patches));
    }

    private static void checkItems(EncodingConfig config, List<QuiltItem> items)
            throws QuiltLayoutException {
        if (items.isEmpty()) {
            throw new QuiltLayoutException(new QuiltLayoutException.Reason.NoFiles());
        }
        int maxFiles = config.secondarySourceCount() - 1;
        if (items.size() > maxFiles) {
            throw new QuiltLayoutException(
                    new QuiltLayoutException.Reason.TooManyFiles(items.size(), maxFiles));
        }
        for (int i = 0; i < items.size(); i++) {
            QuiltIdentifier identifier = items.get(i).identifier();
            if (i > 0 && identifier.equals(items.get(i - 1).identifier())) {
                throw new QuiltLayoutException(
                        new QuiltLayoutException.Reason.RepeatedIdentifier(identifier));
            }
            if (!QuiltPatchHeader.fits(items.get(i))) {
                throw new QuiltLayoutException(
                        new QuiltLayoutException.Reason.FileTooLarge(
                                identifier, items.get(i).contentBytes()));
            }
        }
    }

    /// Bytes of the index section, then of each file's.
    private static long[] sectionBytes(List<QuiltItem> items) {
        long[] sizes = new long[1 + items.size()];
        sizes[0] = (long) QuiltIndex.HEADER_BYTES + QuiltIndex.encodedBytes(items);
        for (int i = 0; i < items.size(); i++) {
            QuiltItem item = items.get(i);
            sizes[i + 1] = QuiltPatchHeader.encode(item).length + item.contentBytes();
        }
        return sizes;
    }

    /// The smallest even symbol size with which all sections fit; what fits with some size fits
    /// with every larger one, so halving finds it.
    private static int symbolBytes(EncodingConfig config, long[] sizes)
            throws QuiltLayoutException {
        long rows = config.primarySourceCount();
        long sum = 0;
        for (long size : sizes) {
            sum = Math.addExact(sum, size);
        }
        if (!fits(config, sizes, EncodingConfig.MAX_SYMBOL_BYTES)) {
            throw new QuiltLayoutException(
                    new QuiltLayoutException.Reason.TooLarge(sum, config.maxBlobBytes()));
        }
        long low = Math.ceilDiv(sum, config.sourceSymbolCount());
        low = Math.max(low, Math.ceilDiv(sizes[0], QuiltIndex.MAX_COLUMNS * rows));
        low = Math.max(low, Math.ceilDiv((long) QuiltIndex.HEADER_BYTES, rows));
        long high = EncodingConfig.MAX_SYMBOL_BYTES;
        while (low < high) {
            long middle = (low + high) / 2;
            if (fits(config, sizes, middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return (int) (high + (high & 1));
    }

    private static boolean fits(EncodingConfig config, long[] sizes, long symbolBytes) {
        long columnBytes = config.primarySourceCount() * symbolBytes;
        if (Math.ceilDiv(sizes[0], columnBytes) > QuiltIndex.MAX_COLUMNS) {
            return false;
        }
        long columns = 0;
        for (long size : sizes) {
            columns += Math.ceilDiv(size, columnBytes);
        }
        return columns <= config.secondarySourceCount();
    }

    private static int columns(long bytes, long columnBytes) {
        return Math.toIntExact(Math.ceilDiv(bytes, columnBytes));
    }

    static void checkSymbolBytes(int symbolBytes) {
        if (symbolBytes < 2
                || symbolBytes > EncodingConfig.MAX_SYMBOL_BYTES
                || symbolBytes % 2 != 0) {
            throw new IllegalArgumentException(
                    "symbols of " + symbolBytes + " bytes, allowed even numbers from 2 to 65534");
        }
    }

    /// The network.
    public EncodingConfig config() {
        return config;
    }

    /// Symbol size of the quilt, which is also the one that encoding it as a blob chooses.
    public int symbolBytes() {
        return symbolBytes;
    }

    /// Length of a column: the payload of a secondary sliver.
    public int columnBytes() {
        return config.primarySourceCount() * symbolBytes;
    }

    /// Columns of the quilt, also those that stay empty.
    public int columnCount() {
        return config.secondarySourceCount();
    }

    /// Length of the quilt: p·s·[#symbolBytes].
    public long quiltBytes() {
        return config.sourceSymbolCount() * symbolBytes;
    }

    /// The files in stored order: by the bytes of their names.
    public List<QuiltItem> items() {
        return items;
    }

    /// The index, with the columns of the files in the same order.
    public QuiltIndex index() {
        return index;
    }
}
