// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.AccountAddress;
import haulout.core.BlobId;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.core.WireFormatException;
import haulout.crypto.UncheckedBlsPublicKey;
import haulout.crypto.UncheckedBlsSignature;
import haulout.ledger.rules.BlobTerm;
import haulout.wire.bcs.BcsReader;
import haulout.wire.bcs.BcsWriter;

/// The bytes of commands: one byte for the kind, and the fields in their order.
///
/// The journal keeps them and replays them for as long as there is the ledger, so a number or a
/// layout once used never gets another meaning.
public final class CommandFormat {
    private static final long MAX_U32 = 0xFFFF_FFFFL;
    private static final int MAX_U16 = 0xFFFF;
    private static final int MAX_U8 = 0xFF;

    private CommandFormat() {}

    /// The bytes of a command.
    public static byte[] encode(LedgerCommand command) {
        BcsWriter writer = new BcsWriter().u8(command.tag());
        command.write(writer);
        return writer.toBytes();
    }

    /// Reads all of `bytes` as a command.
    ///
    /// @throws WireFormatException if the bytes are anything else
    public static LedgerCommand decode(byte[] bytes) throws WireFormatException {
        BcsReader reader = new BcsReader(bytes);
        int tag = reader.u8("kind of command");
        LedgerCommand command = read(tag, reader);
        reader.expectEnd("command");
        return command;
    }

    private static LedgerCommand read(int tag, BcsReader reader) throws WireFormatException {
        return switch (tag) {
            case 0 ->
                    new AccountCommand.Mint(
                            new AccountAddress(reader.hash32("to")), reader.u64("amount"));
            case 1 ->
                    new AccountCommand.Transfer(
                            new AccountAddress(reader.hash32("to")), reader.u64("amount"));
            case 2 ->
                    new NodeCommand.RegisterNode(
                            NodeProfile.read(reader),
                            UncheckedBlsPublicKey.of(
                                    reader.fixedBytes("key", UncheckedBlsPublicKey.BYTES)),
                            UncheckedBlsSignature.of(
                                    reader.fixedBytes("proof", UncheckedBlsSignature.BYTES)),
                            reader.u16("commissionBps"),
                            NodeVotes.read(reader));
            case 3 ->
                    new NodeCommand.UpdateProfile(
                            new NodeId(reader.hash32("node")), NodeProfile.read(reader));
            case 4 ->
                    new NodeCommand.RotateKey(
                            new NodeId(reader.hash32("node")),
                            UncheckedBlsPublicKey.of(
                                    reader.fixedBytes("key", UncheckedBlsPublicKey.BYTES)),
                            UncheckedBlsSignature.of(
                                    reader.fixedBytes("proof", UncheckedBlsSignature.BYTES)));
            case 5 ->
                    new NodeCommand.VotePrices(
                            new NodeId(reader.hash32("node")),
                            reader.u64("storagePrice"),
                            reader.u64("writePrice"));
            case 6 ->
                    new NodeCommand.VoteCapacity(
                            new NodeId(reader.hash32("node")), reader.u64("bytes"));
            case 7 ->
                    new NodeCommand.SetCommission(
                            new NodeId(reader.hash32("node")), reader.u16("bps"));
            case 8 -> new NodeCommand.CollectCommission(new NodeId(reader.hash32("node")));
            case 9 ->
                    new NodeCommand.SetCommissionReceiver(
                            new NodeId(reader.hash32("node")),
                            new AccountAddress(reader.hash32("receiver")));
            case 10 ->
                    new NodeCommand.SetGovernance(
                            new NodeId(reader.hash32("node")),
                            new AccountAddress(reader.hash32("governance")));
            case 11 -> new NodeCommand.TryJoinActiveSet(new NodeId(reader.hash32("node")));
            case 12 -> new NodeCommand.DestroyPool(new NodeId(reader.hash32("node")));
            case 13 ->
                    new StakeCommand.Stake(new NodeId(reader.hash32("node")), reader.u64("amount"));
            case 14 ->
                    new StakeCommand.SplitStake(
                            new ObjectId(reader.hash32("stake")), reader.u64("amount"));
            case 15 ->
                    new StakeCommand.JoinStakes(
                            new ObjectId(reader.hash32("stake")),
                            new ObjectId(reader.hash32("other")));
            case 16 ->
                    new StakeCommand.TransferStake(
                            new ObjectId(reader.hash32("stake")),
                            new AccountAddress(reader.hash32("to")));
            case 17 -> new StakeCommand.RequestUnstake(new ObjectId(reader.hash32("stake")));
            case 18 -> new StakeCommand.Unstake(new ObjectId(reader.hash32("stake")));
            case 19 -> new EpochCommand.EndVoting();
            case 20 -> new EpochCommand.ChangeEpoch();
            case 21 ->
                    new EpochCommand.ReportSync(
                            new NodeId(reader.hash32("node")), reader.u32("epoch"));
            case 22 -> new SpaceCommand.Reserve(reader.u64("bytes"), reader.u32("epochCount"));
            case 23 ->
                    new SpaceCommand.ReserveRange(
                            reader.u64("bytes"), reader.u32("startEpoch"), reader.u32("endEpoch"));
            case 24 ->
                    new SpaceCommand.SplitByEpoch(
                            new ObjectId(reader.hash32("space")), reader.u32("epoch"));
            case 25 ->
                    new SpaceCommand.SplitBySize(
                            new ObjectId(reader.hash32("space")), reader.u64("kept"));
            case 26 ->
                    new SpaceCommand.Fuse(
                            new ObjectId(reader.hash32("space")),
                            new ObjectId(reader.hash32("other")));
            case 27 ->
                    new SpaceCommand.TransferSpace(
                            new ObjectId(reader.hash32("space")),
                            new AccountAddress(reader.hash32("to")));
            case 28 -> new SpaceCommand.DestroySpace(new ObjectId(reader.hash32("space")));
            case 29 ->
                    new BlobCommand.RegisterBlob(
                            new ObjectId(reader.hash32("space")),
                            new BlobId(reader.hash32("blobId")),
                            reader.hash32("root"),
                            reader.u64("blobBytes"),
                            reader.u8("encodingType"),
                            BlobTerm.Deletion.of(reader.bool("deletion")),
                            BlobAttributes.read(reader));
            case 30 ->
                    new BlobCommand.BuyBlob(
                            new AccountAddress(reader.hash32("owner")),
                            reader.u32("epochCount"),
                            new BlobId(reader.hash32("blobId")),
                            reader.hash32("root"),
                            reader.u64("blobBytes"),
                            reader.u8("encodingType"),
                            BlobTerm.Deletion.of(reader.bool("deletion")),
                            BlobAttributes.read(reader));
            case 31 ->
                    new BlobCommand.CertifyBlob(
                            new ObjectId(reader.hash32("blob")), SignedStatement.read(reader));
            case 32 ->
                    new BlobCommand.ExtendBlob(
                            new ObjectId(reader.hash32("blob")), reader.u32("epochCount"));
            case 33 ->
                    new BlobCommand.ExtendBlobWithSpace(
                            new ObjectId(reader.hash32("blob")),
                            new ObjectId(reader.hash32("space")));
            case 34 -> new BlobCommand.DeleteBlob(new ObjectId(reader.hash32("blob")));
            case 35 -> new BlobCommand.BurnBlob(new ObjectId(reader.hash32("blob")));
            case 36 ->
                    new BlobCommand.TransferBlob(
                            new ObjectId(reader.hash32("blob")),
                            new AccountAddress(reader.hash32("to")));
            case 37 ->
                    new BlobCommand.SetAttributes(
                            new ObjectId(reader.hash32("blob")), BlobAttributes.read(reader));
            case 38 -> new StatementCommand.InvalidateBlob(SignedStatement.read(reader));
            case 39 ->
                    new StatementCommand.AnnounceDenyList(
                            new NodeId(reader.hash32("node")),
                            reader.hash32("root"),
                            reader.u64("sequence"));
            case 40 ->
                    new StatementCommand.UpdateDenyList(
                            new NodeId(reader.hash32("node")), SignedStatement.read(reader));
            case 41 -> new StatementCommand.DeleteDenyListedBlob(SignedStatement.read(reader));
            case 42 ->
                    new PenaltyCommand.VoteSlash(
                            new NodeId(reader.hash32("voter")),
                            new NodeId(reader.hash32("candidate")));
            case 43 -> new PenaltyCommand.ExecuteSlash(new NodeId(reader.hash32("candidate")));
            case 44 -> new SubsidyCommand.FundSubsidy(reader.u64("amount"));
            case 45 ->
                    new SubsidyCommand.SetSubsidy(
                            reader.u32("rateBps"), reader.u64("base"), reader.u64("perShard"));
            case 46 -> new SubsidyCommand.ProcessSubsidies();
            case 47 ->
                    new SubsidyCommand.AddSubsidy(reader.u64("amount"), reader.u32("epochCount"));
            default ->
                    throw new WireFormatException(
                            "kind of command", 0, "0 to 47", Integer.toString(tag));
        };
    }

    static void checkU32(String what, long value) {
        check(what, value, MAX_U32);
    }

    static void checkU16(String what, int value) {
        check(what, value, MAX_U16);
    }

    static void checkU8(String what, int value) {
        check(what, value, MAX_U8);
    }

    private static void check(String what, long value, long max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(what + " " + value + ", allowed 0 to " + max);
        }
    }
}
