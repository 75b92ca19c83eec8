// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.client.read.ReadOutcome;
import haulout.core.BlobId;
import haulout.network.TransferException;

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
            case ReadOutcome.NoMetadata few -> throw few(few.answeredShards(), few.neededShards());
            case ReadOutcome.TooFew few -> throw few(few.answeredShards(), few.neededShards());
        };
    }

    private static TransferException few(int answered, int needed) {
        return new TransferException(
                TransferException.Kind.TOO_FEW_SHARDS,
                answered,
                needed,
                "nothing was read: " + answered + " shards answered, " + needed + " are needed");
    }
}
