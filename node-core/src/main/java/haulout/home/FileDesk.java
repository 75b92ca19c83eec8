// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.core.BlobId;
import haulout.core.ObjectId;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;

/// What can be done with the owner's files.
public interface FileDesk {
    /// What storing a file would take.
    CompletionStage<StoreOffer> offer(StoreWish wish);

    /// Puts a file in. The stage ends as soon as it is in the list of transfers.
    CompletionStage<Transfer> store(StoreWish wish);

    /// Takes a file out. Nothing is at the target before all of it is there and checked.
    CompletionStage<Transfer> takeOut(BlobId blob, Path target);

    /// Stops a transfer.
    CompletionStage<Void> cancel(long transfer);

    /// Takes an ended transfer off the list.
    CompletionStage<Void> forget(long transfer);

    /// Deletes a file from the network.
    CompletionStage<Void> delete(ObjectId object);

    /// Keeps a file for longer.
    CompletionStage<Void> extend(ObjectId object, long epochs);

    /// A link by which others can read a file.
    CompletionStage<String> link(BlobId blob);

    /// Where the pieces of a file are.
    CompletionStage<PieceMap> pieces(BlobId blob);
}
