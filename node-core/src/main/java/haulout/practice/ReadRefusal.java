// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.client.NodeFault;
import haulout.client.read.ReadOutcome;
import haulout.core.BlobId;
import haulout.network.TransferException;
import java.util.List;

/// Says to people why a blob was not read.
final class ReadRefusal {
    private ReadRefusal() {}

    /// The blob, or a sentence.
    static ReadOutcome.Read require(ReadOutcome outcome, BlobId blobId) throws TransferException {
        return switch (outcome) {
            case ReadOutcome.Read done -> done;
            case ReadOutcome.NotFound none ->
                    throw new TransferException(
                            TransferException.Kind.NOT_FOUND,
                            none.shards(),
                            0,
                            "there is no blob "
                                    + blobId
                                    + " in this network: nodes with "
                                    + none.shards()
                                    + " shards say so");
            case ReadOutcome.Blocked blocked ->
                    throw new TransferException(
                            TransferException.Kind.BLOCKED,
                            blocked.shards(),
                            0,
                            "blob "
                                    + blobId
                                    + " is not given out by nodes with "
                                    + blocked.shards()
                                    + " shards");
            case ReadOutcome.MarkedInvalid _ ->
                    throw new TransferException(
                            TransferException.Kind.INVALID,
                            0,
                            0,
                            "blob "
                                    + blobId
                                    + " is marked invalid: it was encoded wrongly by whoever stored it");
            case ReadOutcome.Inconsistent _ ->
                    throw new TransferException(
                            TransferException.Kind.INVALID,
                            0,
                            0,
                            "blob "
                                    + blobId
                                    + " was encoded wrongly by whoever stored it; its slivers do not fit"
                                    + " together");
            case ReadOutcome.NoMetadata few ->
                    throw few(few.answeredShards(), few.neededShards(), few.faults());
            case ReadOutcome.TooFew few ->
                    throw few(few.answeredShards(), few.neededShards(), few.faults());
        };
    }

    /// Whether waiting may help or too many are away.
    ///
    /// Nodes that are there, and refuse, are most of those that fell short: they rest, or the
    /// program has just started. Those that are away may stay away.
    static TransferException.Kind fewBecause(List<NodeFault> faults) {
        long refused =
                faults.stream().filter(fault -> fault.kind() == NodeFault.Kind.REFUSED).count();
        return refused * 2 > faults.size()
                ? TransferException.Kind.NOT_YET
                : TransferException.Kind.TOO_FEW_SHARDS;
    }

    private static TransferException few(int answered, int needed, List<NodeFault> faults) {
        return new TransferException(
                fewBecause(faults),
                answered,
                needed,
                "nothing was read: " + answered + " shards answered, " + needed + " are needed");
    }
}
