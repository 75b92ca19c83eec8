// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.publish;

import com.google.errorprone.annotations.MustBeClosed;
import haulout.client.UploadBody;
import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.core.SliverIndex;
import haulout.redstuff.MemorySlivers;
import haulout.redstuff.SliverSink;
import haulout.wire.SliverFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/// All slivers of a blob between its encoding and its spreading.
interface StagedSlivers extends AutoCloseable {
    /// Takes them.
    SliverSink sink();

    /// One of them as it is sent.
    UploadBody body(Axis axis, SliverIndex index);

    /// Frees what they take. No body may be read any more.
    @Override
    void close() throws IOException;

    /// Room for the slivers of a blob.
    ///
    /// @param folder for a file, if they are too large for memory
    @MustBeClosed
    static StagedSlivers open(EncodingConfig config, int symbolBytes, long memoryBytes, Path folder)
            throws IOException {
        long bytes =
                (long) config.shardCount()
                        * (config.sliverBytes(Axis.PRIMARY, symbolBytes)
                                + config.sliverBytes(Axis.SECONDARY, symbolBytes));
        return bytes <= memoryBytes
                ? inMemory(config, symbolBytes)
                : SpooledSlivers.open(config, symbolBytes, folder);
    }

    @MustBeClosed
    private static StagedSlivers inMemory(EncodingConfig config, int symbolBytes) {
        MemorySlivers slivers = new MemorySlivers(config, symbolBytes);
        return new StagedSlivers() {
            @Override
            public SliverSink sink() {
                return slivers;
            }

            @Override
            public UploadBody body(Axis axis, SliverIndex index) {
                byte[] payload = slivers.payload(axis, index.value());
                byte[] head = SliverFormat.head(payload.length);
                byte[] tail = SliverFormat.tail(symbolBytes, index);
                return new UploadBody() {
                    @Override
                    public long byteCount() {
                        return (long) head.length + payload.length + tail.length;
                    }

                    @Override
                    public InputStream open() {
                        return new SequenceInputStream(
                                Collections.enumeration(
                                        List.of(
                                                new ByteArrayInputStream(head),
                                                new ByteArrayInputStream(payload),
                                                new ByteArrayInputStream(tail))));
                    }
                };
            }

            @Override
            public void close() {}
        };
    }
}
