// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.WireFormatException;
import haulout.redstuff.InconsistencyProof;
import haulout.redstuff.InconsistencyProofException;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.store.MetadataStore;
import haulout.store.StoreException;
import haulout.wire.ApiError;
import haulout.wire.ProtocolMessage.InvalidBlobId;
import haulout.wire.SignedMessage;
import haulout.wire.SymbolFormat;
import java.util.Optional;

/// Signs that blobs were encoded wrongly, if that is proven.
///
/// Source: walrus-protocol sections 3.6 and 6.5.
final class Attestations {
    /// A proof that was read takes so many times its bytes: a hash of 33 bytes is two objects.
    private static final int READ_BYTES_PER_BYTE = 3;

    private final MetadataStore metadata;
    private final BlobStandings standings;
    private final BlockList blocked;
    private final CodecPool codec;
    private final NodeSigner signer;
    private final NodeFaults faults;
    private final NodeMetrics metrics;
    private final AnswerRoom room;

    Attestations(
            NodeLimits limits,
            MetadataStore metadata,
            BlobStandings standings,
            BlockList blocked,
            CodecPool codec,
            NodeSigner signer,
            NodeFaults faults,
            NodeMetrics metrics) {
        this.metadata = metadata;
        this.standings = standings;
        this.blocked = blocked;
        this.codec = codec;
        this.signer = signer;
        this.faults = faults;
        this.metrics = metrics;
        this.room = new AnswerRoom(limits.answerRoom(), limits.maxAnswerWait());
    }

    SignedMessage attest(BlobId blobId, Axis targetAxis, byte[] bcs)
            throws RefusedException, InterruptedException {
        try (AnswerRoom.Claim _ = room.claim((long) READ_BYTES_PER_BYTE * bcs.length)) {
            return attestRead(blobId, targetAxis, bcs);
        }
    }

    private SignedMessage attestRead(BlobId blobId, Axis targetAxis, byte[] bcs)
            throws RefusedException, InterruptedException {
        InconsistencyProof proof;
        try {
            proof = SymbolFormat.decodeProof(bcs, targetAxis);
        } catch (WireFormatException e) {
            throw new RefusedException(ApiError.INVALID_CONTENT_TYPE, "body: " + e.getMessage());
        }
        VerifiedBlobMetadata of = requireMetadata(blobId);
        try {
            codec.<Boolean, InconsistencyProofException>call(tools -> {
                tools.proofVerifier().verify(proof, of);
                return true;
            });
            metrics.add(NodeCounter.INCONSISTENCIES_ATTESTED, 1);
            return signer.sign(new InvalidBlobId(standings.now(), blobId));
        } catch (InconsistencyProofException e) {
            throw new RefusedException(ApiError.INVALID_PROOF, String.valueOf(e.getMessage()));
        } catch (CodecBusyException e) {
            throw faults.unavailable(e);
        }
    }

    private VerifiedBlobMetadata requireMetadata(BlobId blobId)
            throws RefusedException, InterruptedException {
        try {
            if (!blocked.isBlocked(blobId) && standings.isRegistered(blobId)) {
                Optional<VerifiedBlobMetadata> found = metadata.get(blobId);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        } catch (StoreException e) {
            throw faults.unavailable(e);
        }
        throw new RefusedException(
                ApiError.METADATA_REQUIRED, "metadata of blob " + blobId + " are not here");
    }
}
