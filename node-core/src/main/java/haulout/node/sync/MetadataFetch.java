// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.core.BlobId;
import haulout.core.Misdeed;
import haulout.ledger.Committee;
import haulout.node.CodecBusyException;
import haulout.node.CodecPool;
import haulout.node.Holdings;
import haulout.redstuff.MetadataVerificationException;
import haulout.redstuff.UnverifiedBlobMetadata;
import haulout.redstuff.VerifiedBlobMetadata;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Gets the metadata of a blob from other nodes. Thread-safe.
final class MetadataFetch {
    private final Holdings holdings;
    private final PeerCalls calls;
    private final Duration timeout;

    MetadataFetch(Holdings holdings, PeerCalls calls, Duration timeout) {
        this.holdings = holdings;
        this.calls = calls;
        this.timeout = timeout;
    }

    /// The first metadata that verify, empty if nobody has any.
    Optional<VerifiedBlobMetadata> fetch(BlobId blobId, List<Committee.Member> peers)
            throws CodecBusyException, InterruptedException {
        Found found = new Found();
        calls.<UnverifiedBlobMetadata, CodecBusyException>ask(
                peers,
                node -> node.within(timeout).metadata(blobId),
                (from, claimed) -> {
                    try {
                        found.metadata = verify(claimed);
                        return true;
                    } catch (MetadataVerificationException e) {
                        calls.records()
                                .lied(
                                        from.nodeId(),
                                        Misdeed.METADATA,
                                        "metadata that do not verify");
                        return false;
                    }
                });
        return Optional.ofNullable(found.metadata);
    }

    private VerifiedBlobMetadata verify(UnverifiedBlobMetadata claimed)
            throws MetadataVerificationException, CodecBusyException, InterruptedException {
        CodecPool.CodecTask<VerifiedBlobMetadata, MetadataVerificationException> task =
                tools -> claimed.verify(holdings.config(), tools.kernels().hash());
        return holdings.codec().await(task);
    }

    private static final class Found {
        private @Nullable VerifiedBlobMetadata metadata;
    }
}
