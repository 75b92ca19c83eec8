// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.bench;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.SliverIndex;
import haulout.core.SliverPairIndex;
import haulout.http.StorageApi;
import haulout.http.server.HttpServer;
import haulout.http.server.ServerLimits;
import haulout.metrics.MetricsRegistry;
import haulout.node.Accepted;
import haulout.node.AnswerBody;
import haulout.node.NodeApi;
import haulout.node.Presence;
import haulout.node.SymbolRequest;
import haulout.wire.BlobPersistence;
import haulout.wire.BlobStatus;
import haulout.wire.ConfirmationAnswer;
import haulout.wire.NodeHealth;
import haulout.wire.SignedMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The server of [HttpBenchmark], as a process of its own: pair N is a range of file N of a folder,
/// and what is sent to it is dropped. Prints its port, and ends with its standard input.
final class HttpBenchServer implements NodeApi {
    private final List<FileChannel> files;

    private HttpBenchServer(List<FileChannel> files) {
        this.files = files;
    }

    public static void main(String[] folders) throws IOException {
        List<FileChannel> files =
                List.of(
                        FileChannel.open(Path.of(folders[0], "0")),
                        FileChannel.open(Path.of(folders[0], "1")),
                        FileChannel.open(Path.of(folders[0], "2")));
        ExecutorService threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("request-", 0).factory());
        HttpServer server =
                HttpServer.open(
                        new HttpServer.Setup(
                                "bench",
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                Optional.empty(),
                                ServerLimits.forHome(),
                                threads,
                                new MetricsRegistry(),
                                InstantSource.system()),
                        new StorageApi(new HttpBenchServer(files), new Random(1)));
        System.out.println(server.address().getPort());
        while (System.in.read() >= 0) {}
        server.close();
        threads.close();
    }

    /// A file, read where it is.
    private static final class FileBody implements AnswerBody {
        private final FileChannel file;
        private final long byteCount;
        private long position;

        FileBody(FileChannel file) {
            this.file = file;
            try {
                this.byteCount = file.size();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public long byteCount() {
            return byteCount;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            int count = file.read(target, position);
            position += count;
            return count;
        }

        @Override
        public void close() {}
    }

    @Override
    public EncodingConfig config() {
        return new EncodingConfig(100);
    }

    @Override
    public Accepted putSliver(
            BlobId blobId, SliverPairIndex pair, Axis axis, ByteBuffer bcs, boolean pending) {
        return Accepted.STORED;
    }

    @Override
    public AnswerBody sliver(BlobId blobId, SliverPairIndex pair, Axis axis) {
        return new FileBody(files.get(pair.value()));
    }

    @Override
    public Accepted putMetadata(BlobId blobId, byte[] bcs, boolean pending) {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] metadata(BlobId blobId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Presence metadataPresence(BlobId blobId) {
        return Presence.NONEXISTENT;
    }

    @Override
    public Presence sliverPresence(BlobId blobId, SliverPairIndex pair, Axis axis) {
        return Presence.NONEXISTENT;
    }

    @Override
    public ConfirmationAnswer confirmation(
            BlobId blobId, BlobPersistence persistence, Optional<Duration> wait) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AnswerBody recoverySymbols(BlobId blobId, SymbolRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AnswerBody decodingSymbols(BlobId blobId, List<SliverIndex> targets, Axis targetAxis) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SignedMessage attestInconsistency(BlobId blobId, Axis targetAxis, byte[] bcs) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BlobStatus status(BlobId blobId) {
        return new BlobStatus.Nonexistent();
    }

    @Override
    public NodeHealth health(boolean detailed) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AnswerBody syncShard(byte[] publicKey, byte[] bcs) {
        throw new UnsupportedOperationException();
    }
}
