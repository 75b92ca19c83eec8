// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.core.WireFormatException;
import haulout.ledger.rules.AbortException;
import haulout.ledger.rules.LedgerFault;
import haulout.ledger.rules.Seat;
import haulout.wire.BlobPersistence;
import haulout.wire.ProtocolMessage;
import haulout.wire.SignerBitmap;
import haulout.wire.SigningCommittee;
import haulout.wire.Threshold;
import haulout.wire.bcs.BcsReader;
import java.util.ArrayList;
import java.util.List;

/// Checks what members of the committee have signed together, in the contract's order: bitmap,
/// weight, signature, version, application, epoch, kind, contents. Bytes behind the contents are
/// tolerated, as there.
///
/// Source: Walrus contracts, modules `bls_aggregate` and `messages`.
final class Statements {
    private static final int BLOB_CERTIFICATE = 1;
    private static final int INVALID_BLOB = 2;
    private static final int DENY_LIST_UPDATE = 4;
    private static final int DENY_LISTED_BLOB_DELETED = 5;

    private Statements() {}

    /// A message that enough members signed.
    ///
    /// @param kind first byte of the message
    /// @param contents at what follows the epoch
    record Verified(int kind, BcsReader contents) {}

    /// That a quorum stores a blob.
    record BlobCertificate(BlobId blobId, BlobPersistence persistence) {}

    /// A node's new deny list.
    record DenyList(NodeId node, long sequence, long bytes, Hash32 root) {}

    static SigningCommittee committee(StakingCommittee committee, long epoch) {
        List<SigningCommittee.Member> members = new ArrayList<>();
        for (int i = 0; i < committee.seats().size(); i++) {
            Seat seat = committee.seats().get(i);
            members.add(new SigningCommittee.Member(committee.keys().get(i), seat.weight()));
        }
        return new SigningCommittee(new Epoch(epoch), members);
    }

    static Verified verify(Execution run, SignedStatement statement, Threshold threshold)
            throws AbortException {
        StakingCommittee current = run.state().current.get();
        // because nobody weighs nothing, and nothing is never enough
        AbortException.require(!current.isEmpty(), LedgerFault.BLS_AGGREGATE_NOT_ENOUGH_STAKE);
        return verify(committee(current, run.epoch()), statement, threshold);
    }

    static Verified verify(
            SigningCommittee committee, SignedStatement statement, Threshold threshold)
            throws AbortException {
        List<Integer> signers = signers(committee, statement);
        AbortException.require(
                committee.weight(signers) >= threshold.weight(committee.quorumRule()),
                LedgerFault.BLS_AGGREGATE_NOT_ENOUGH_STAKE);
        AbortException.require(
                isSigned(committee, statement, signers),
                LedgerFault.BLS_AGGREGATE_SIG_VERIFICATION);
        BcsReader reader = new BcsReader(statement.message());
        try {
            int kind = reader.u8("kind");
            AbortException.require(
                    reader.u8("version") == ProtocolMessage.VERSION,
                    LedgerFault.MESSAGES_INCORRECT_INTENT_VERSION);
            AbortException.require(
                    reader.u8("application") == ProtocolMessage.APPLICATION,
                    LedgerFault.MESSAGES_INCORRECT_APP_ID);
            AbortException.require(
                    reader.u32("epoch") == committee.epoch().value(),
                    LedgerFault.MESSAGES_INCORRECT_EPOCH);
            return new Verified(kind, reader);
        } catch (WireFormatException e) {
            throw malformed();
        }
    }

    private static List<Integer> signers(SigningCommittee committee, SignedStatement statement)
            throws AbortException {
        try {
            return SignerBitmap.decode(statement.bitmap(), committee.members().size());
        } catch (WireFormatException e) {
            throw new AbortException(LedgerFault.BLS_AGGREGATE_INVALID_BITMAP);
        }
    }

    private static boolean isSigned(
            SigningCommittee committee, SignedStatement statement, List<Integer> signers) {
        try {
            return statement
                    .signature()
                    .check()
                    .verifyAggregate(committee.keys(signers), statement.message());
        } catch (WireFormatException e) {
            return false;
        }
    }

    static BlobCertificate blobCertificate(Verified verified) throws AbortException {
        requireKind(verified, BLOB_CERTIFICATE);
        BcsReader reader = verified.contents();
        try {
            BlobId blobId = new BlobId(reader.hash32("blob ID"));
            BlobPersistence persistence =
                    switch (reader.u8("persistence")) {
                        case 0 -> BlobPersistence.PERMANENT;
                        case 1 ->
                                new BlobPersistence.Deletable(
                                        new ObjectId(reader.hash32("object")));
                        default ->
                                throw new AbortException(
                                        LedgerFault.MESSAGES_INVALID_BLOB_PERSISTENCE_TYPE);
                    };
            return new BlobCertificate(blobId, persistence);
        } catch (WireFormatException e) {
            throw malformed();
        }
    }

    static BlobId invalidBlob(Verified verified) throws AbortException {
        return blob(verified, INVALID_BLOB);
    }

    static BlobId denyListedBlob(Verified verified) throws AbortException {
        return blob(verified, DENY_LISTED_BLOB_DELETED);
    }

    private static BlobId blob(Verified verified, int kind) throws AbortException {
        requireKind(verified, kind);
        try {
            return new BlobId(verified.contents().hash32("blob ID"));
        } catch (WireFormatException e) {
            throw malformed();
        }
    }

    static DenyList denyList(Verified verified) throws AbortException {
        requireKind(verified, DENY_LIST_UPDATE);
        BcsReader reader = verified.contents();
        try {
            NodeId node = new NodeId(reader.hash32("node"));
            long sequence = reader.u64("sequence");
            long bytes = reader.u64("size");
            return new DenyList(node, sequence, bytes, reader.hash32("root"));
        } catch (WireFormatException e) {
            throw malformed();
        }
    }

    private static void requireKind(Verified verified, int kind) throws AbortException {
        AbortException.require(verified.kind() == kind, LedgerFault.MESSAGES_INVALID_MSG_TYPE);
    }

    /// The Move library that reads such bytes aborts with a code of its own, which the catalogue
    /// does not have.
    private static AbortException malformed() {
        return new AbortException(LedgerFault.MESSAGES_INVALID_MSG_TYPE);
    }
}
