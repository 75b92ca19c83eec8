// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.codec.CodecEngine.RowEncoder;
import haulout.codec.ReedSolomonCode;
import haulout.core.EncodingConfig;
import org.jspecify.annotations.Nullable;

/// One thread's encoders of the two codes of a blob, made anew when the engine changes. Along a
/// row, s source symbols are extended to n; along a column, p.
final class Coders {
    private final ReedSolomonCode rowCode;
    private final ReedSolomonCode columnCode;
    private @Nullable Kernels used;
    private @Nullable RowEncoder rows;
    private @Nullable RowEncoder columns;

    Coders(EncodingConfig config) {
        int n = config.shardCount();
        int p = config.primarySourceCount();
        int s = config.secondarySourceCount();
        this.rowCode = new ReedSolomonCode(s, n - s);
        this.columnCode = new ReedSolomonCode(p, n - p);
    }

    /// Extends rows from s to n symbols.
    RowEncoder rows(Kernels kernels) {
        forget(kernels);
        RowEncoder encoder = rows;
        if (encoder == null) {
            encoder = kernels.codec().encoder(rowCode);
            rows = encoder;
        }
        return encoder;
    }

    /// Extends columns from p to n symbols.
    RowEncoder columns(Kernels kernels) {
        forget(kernels);
        RowEncoder encoder = columns;
        if (encoder == null) {
            encoder = kernels.codec().encoder(columnCode);
            columns = encoder;
        }
        return encoder;
    }

    private void forget(Kernels kernels) {
        if (used != kernels) {
            used = kernels;
            rows = null;
            columns = null;
        }
    }
}
