// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.Axis;
import haulout.core.Hash32;
import haulout.core.SliverIndex;
import haulout.crypto.MerkleNode;
import haulout.crypto.MerklePath;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// The byte forms that golden vectors of this package are in, read and written in the plainest way.
/// Tests only: it trusts its input and must not depend on the code that production uses.
final class VectorBytes {
    private final ByteBuffer in;

    private VectorBytes(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static BlobMetadata metadata(byte[] bytes) {
        VectorBytes from = new VectorBytes(bytes);
        from.expect(0);
        EncodingType type = EncodingType.of(from.in.get()).orElseThrow();
        long length = from.in.getLong();
        int count = from.count();
        List<SliverPairHashes> hashes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            MerkleNode primary = from.node();
            hashes.add(new SliverPairHashes(primary, from.node()));
        }
        from.end();
        return new BlobMetadata(type, length, hashes);
    }

    static InconsistencyProof proof(Axis axis, byte[] bytes) {
        VectorBytes from = new VectorBytes(bytes);
        SliverIndex target = from.index();
        int count = from.count();
        List<RecoverySymbol> symbols = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SliverIndex source = from.index();
            byte[] data = new byte[from.count()];
            from.in.get(data);
            List<MerkleNode> path = new ArrayList<>();
            for (int nodes = from.count(); nodes > 0; nodes--) {
                path.add(from.node());
            }
            symbols.add(
                    new RecoverySymbol(
                            new DecodingSymbol(axis, source, data), new MerklePath(path)));
        }
        from.end();
        return new InconsistencyProof(axis, target, symbols);
    }

    static byte[] of(BlobMetadata metadata) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0);
        out.write(metadata.encodingType().code());
        for (int shift = 0; shift < 64; shift += 8) {
            out.write((int) (metadata.unencodedLength() >>> shift));
        }
        count(out, metadata.hashes().size());
        for (SliverPairHashes pair : metadata.hashes()) {
            node(out, pair.primary());
            node(out, pair.secondary());
        }
        return out.toByteArray();
    }

    static byte[] of(RecoverySymbol symbol) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        decodingSymbol(out, symbol.symbol());
        path(out, symbol.path());
        return out.toByteArray();
    }

    static byte[] of(GeneralRecoverySymbol symbol) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(symbol.targetAxis() == Axis.PRIMARY ? 0 : 1);
        decodingSymbol(out, symbol.proven().symbol());
        index(out, symbol.target());
        path(out, symbol.proven().path());
        return out.toByteArray();
    }

    static byte[] of(InconsistencyProof proof) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        index(out, proof.target());
        count(out, proof.symbols().size());
        for (RecoverySymbol symbol : proof.symbols()) {
            out.writeBytes(of(symbol));
        }
        return out.toByteArray();
    }

    static byte[] of(Sliver sliver) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        count(out, sliver.payloadBytes());
        out.writeBytes(sliver.bytes());
        out.write(sliver.symbolBytes());
        out.write(sliver.symbolBytes() >>> 8);
        index(out, sliver.index());
        return out.toByteArray();
    }

    private static void decodingSymbol(ByteArrayOutputStream out, DecodingSymbol symbol) {
        index(out, symbol.source());
        count(out, symbol.symbolBytes());
        out.writeBytes(symbol.bytes());
    }

    private static void path(ByteArrayOutputStream out, MerklePath path) {
        count(out, path.siblings().size());
        path.siblings().forEach(node -> node(out, node));
    }

    private static void node(ByteArrayOutputStream out, MerkleNode node) {
        switch (node) {
            case MerkleNode.Empty _ -> out.write(0);
            case MerkleNode.Digest(Hash32 hash) -> {
                out.write(1);
                out.writeBytes(hash.toBytes());
            }
        }
    }

    private static void index(ByteArrayOutputStream out, SliverIndex index) {
        out.write(index.value());
        out.write(index.value() >>> 8);
    }

    private static void count(ByteArrayOutputStream out, int count) {
        int left = count;
        while (left >= 0x80) {
            out.write(left | 0x80);
            left >>>= 7;
        }
        out.write(left);
    }

    private SliverIndex index() {
        return new SliverIndex(Short.toUnsignedInt(in.getShort()));
    }

    private int count() {
        int count = 0;
        for (int shift = 0; ; shift += 7) {
            int group = in.get();
            count |= (group & 0x7F) << shift;
            if (group >= 0) {
                return count;
            }
        }
    }

    private MerkleNode node() {
        if (in.get() == 0) {
            return MerkleNode.EMPTY;
        }
        byte[] hash = new byte[Hash32.BYTES];
        in.get(hash);
        return MerkleNode.of(Hash32.of(hash));
    }

    private void expect(int tag) {
        int found = in.get();
        if (found != tag) {
            throw new IllegalStateException("vector: tag " + found + ", expected " + tag);
        }
    }

    private void end() {
        if (in.hasRemaining()) {
            throw new IllegalStateException("vector: " + in.remaining() + " bytes too many");
        }
    }
}
