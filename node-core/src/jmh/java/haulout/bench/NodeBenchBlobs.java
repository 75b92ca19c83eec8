// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.bench;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.SliverPairIndex;
import haulout.redstuff.BlobEncoder;
import haulout.redstuff.BlobSource;
import haulout.redstuff.BufferSizes;
import haulout.redstuff.Crew;
import haulout.redstuff.Kernels;
import haulout.redstuff.MemorySlivers;
import haulout.redstuff.Progress;
import haulout.redstuff.Sliver;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.wire.MetadataFormat;
import haulout.wire.SliverFormat;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Real blobs for [NodeBenchmark]: encoded, registered in the script, and their metadata stored, so
/// that what is left to send are slivers which the node verifies.
final class NodeBenchBlobs {
    static final EncodingConfig CONFIG = new EncodingConfig(100);

    /// Blobs whose slivers come mixed.
    private static final int AT_ONCE = 10;

    private final Path script;
    private final String url;
    private final BlobEncoder encoder;
    private final Random random = new Random(7);

    /// @param path of the sliver
    /// @param bytes as they are sent and stored
    record Piece(String path, byte[] bytes) {}

    /// @param script of the ledger, to which registrations are added
    /// @param url of the node
    NodeBenchBlobs(Path script, String url) {
        this.script = script;
        this.url = url;
        Kernels kernels = Kernels.best();
        this.encoder = new BlobEncoder(CONFIG, () -> kernels, Crew.solo(), BufferSizes.MEMORY);
    }

    /// Primary slivers of as many new blobs as it takes, as if a few blobs were uploaded at a time.
    List<Piece> make(int symbolBytes, int count) throws IOException, InterruptedException {
        List<Piece> all = new ArrayList<>(count);
        MemorySlivers slivers = new MemorySlivers(CONFIG, symbolBytes);
        byte[] blob =
                new byte[CONFIG.primarySourceCount() * CONFIG.secondarySourceCount() * symbolBytes];
        StringBuilder lines = new StringBuilder();
        List<VerifiedBlobMetadata> metadata = new ArrayList<>();
        while (all.size() < count) {
            random.nextBytes(blob);
            VerifiedBlobMetadata encoded =
                    encoder.encode(BlobSource.of(blob), slivers, Progress.NONE);
            metadata.add(encoded);
            lines.append(registration(encoded.blobId(), blob.length, metadata.size()));
            for (int pair = 0; pair < CONFIG.shardCount() && all.size() < count; pair++) {
                all.add(piece(encoded.blobId(), slivers, new SliverPairIndex(pair), symbolBytes));
            }
        }
        Files.writeString(script, lines, StandardOpenOption.APPEND);
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (VerifiedBlobMetadata one : metadata) {
                store(http, one);
            }
        }
        for (int from = 0; from < count; from += AT_ONCE * CONFIG.shardCount()) {
            int to = Math.min(count, from + AT_ONCE * CONFIG.shardCount());
            Collections.shuffle(all.subList(from, to), random);
        }
        return all;
    }

    private static Piece piece(
            BlobId blobId, MemorySlivers slivers, SliverPairIndex pair, int symbolBytes) {
        var index = pair.sliver(Axis.PRIMARY, CONFIG);
        byte[] payload = slivers.payload(Axis.PRIMARY, index.value());
        byte[] wire =
                SliverFormat.encode(
                        new Sliver(
                                Axis.PRIMARY,
                                index,
                                symbolBytes,
                                Arrays.copyOf(payload, payload.length)));
        return new Piece("/v1/blobs/" + blobId + "/slivers/" + pair.value() + "/primary", wire);
    }

    /// A line of the script.
    static String registration(BlobId blobId, long size, int object) {
        return """
        {"event":"BlobRegistered","epoch":1,"blobId":"%s","size":%d,"endEpoch":50,\
        "objectId":"0x%016x%048x"}
        """
                .formatted(blobId, size, blobId.hashCode(), object);
    }

    private void store(HttpClient http, VerifiedBlobMetadata metadata)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(url + "/v1/blobs/" + metadata.blobId() + "/metadata"))
                        .version(HttpClient.Version.HTTP_1_1)
                        .PUT(
                                HttpRequest.BodyPublishers.ofByteArray(
                                        MetadataFormat.encode(metadata.metadata())))
                        .build();
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 == 2) {
                return;
            }
            // because the node follows the script with some delay
            if (System.nanoTime() > end) {
                throw new IOException(answer.statusCode() + " " + answer.body());
            }
            Thread.sleep(20);
        }
    }

    /// Requests that send the slivers, one after the other.
    static LoadLines.Requests puts(List<Piece> pieces) {
        List<byte[]> heads =
                pieces.stream()
                        .map(piece -> head("PUT", piece.path(), piece.bytes().length))
                        .toList();
        List<ByteBuffer> bodies = pieces.stream().map(NodeBenchBlobs::direct).toList();
        int[] next = {0};
        return () -> {
            if (next[0] == pieces.size()) {
                return null;
            }
            int at = next[0]++;
            return new ByteBuffer[] {ByteBuffer.wrap(heads.get(at)), bodies.get(at)};
        };
    }

    private static ByteBuffer direct(Piece piece) {
        return ByteBuffer.allocateDirect(piece.bytes().length).put(piece.bytes()).flip();
    }

    /// Requests for things at these paths, over and over.
    static LoadLines.Requests gets(List<String> paths) {
        ByteBuffer[] heads = new ByteBuffer[paths.size()];
        for (int i = 0; i < heads.length; i++) {
            byte[] head = head("GET", paths.get(i), 0);
            heads[i] = ByteBuffer.allocateDirect(head.length).put(head).flip();
        }
        int[] next = {0};
        return () -> {
            next[0] = (next[0] + 1) % heads.length;
            return new ByteBuffer[] {heads[next[0]].duplicate()};
        };
    }

    private static byte[] head(String method, String path, int bodyBytes) {
        String length = bodyBytes == 0 ? "" : "content-length: " + bodyBytes + "\r\n";
        return (method + " " + path + " HTTP/1.1\r\nhost: n\r\n" + length + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
