// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.read;

import haulout.client.BlobCoding;
import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.redstuff.BlobDecoder;
import haulout.redstuff.BlobTarget;
import haulout.redstuff.ConsistencyCheck;
import haulout.redstuff.DecodeResult;
import haulout.redstuff.VerifiedBlobMetadata;
import java.io.IOException;

/// Reads one blob as a whole: from primary slivers, of which fewest are needed; if too few of them
/// can be had, from secondary ones, which some nodes may have without the others.
final class WholeRead {
    private final ReadTools tools;
    private final VerifiedBlobMetadata metadata;
    private final ReadListener listener;
    private final Faults faults;
    private final EncodingConfig config;

    WholeRead(
            ReadTools tools, VerifiedBlobMetadata metadata, ReadListener listener, Faults faults) {
        this.tools = tools;
        this.metadata = metadata;
        this.listener = listener;
        this.faults = faults;
        this.config = tools.peers().config();
    }

    ReadOutcome read(ReadTarget target, ConsistencyCheck check)
            throws IOException, InterruptedException {
        listener.found(metadata);
        ReadOutcome first = read(Axis.PRIMARY, target, check);
        if (!(first instanceof ReadOutcome.TooFew)) {
            return first;
        }
        ReadOutcome second = read(Axis.SECONDARY, target, check);
        // fewer of the first kind are needed, so those are the figures that help
        return second instanceof ReadOutcome.TooFew ? first : second;
    }

    private ReadOutcome read(Axis axis, ReadTarget target, ConsistencyCheck check)
            throws IOException, InterruptedException {
        int need = config.sourceCount(axis);
        int sliverBytes = config.sliverBytes(axis, metadata.symbolBytes());
        try (SliverShelf shelf =
                SliverShelf.open(need, sliverBytes, tools.limits().memoryBytes(), tools.folder())) {
            try (SliverSearch search =
                    new SliverSearch(
                            tools, metadata, axis, tools.checks(), shelf, listener, faults)) {
                if (!search.run()) {
                    return new ReadOutcome.TooFew(shelf.count(), need, faults.list());
                }
            }
            return decode(axis, shelf, target.open(metadata.unencodedLength()), check);
        }
    }

    private ReadOutcome decode(
            Axis axis, SliverShelf shelf, BlobTarget place, ConsistencyCheck check)
            throws IOException, InterruptedException {
        BlobCoding coding = tools.coding();
        DecodeResult result =
                new BlobDecoder(config, coding.kernels(), coding.crew(), coding.sizes())
                        .decode(
                                metadata,
                                axis,
                                shelf.indices(),
                                shelf,
                                place,
                                check,
                                listener::decoded);
        return switch (result) {
            case DecodeResult.Decoded() ->
                    new ReadOutcome.Read(metadata, shelf.count(), faults.list());
            case DecodeResult.Inconsistent(int _) ->
                    new ReadOutcome.Inconsistent(metadata, faults.list());
            case DecodeResult.TooFew(int have, int enough) ->
                    new ReadOutcome.TooFew(have, enough, faults.list());
        };
    }
}
