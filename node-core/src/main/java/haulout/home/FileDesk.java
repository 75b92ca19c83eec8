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

    /// Takes a file out. Nothing is at the target before all of it is there and checked; a file
    /// that is there now is replaced then, and stays if it fails.
    CompletionStage<Transfer> takeOut(BlobId blob, Path target);

    /// Stops a transfer.
    CompletionStage<Void> cancel(long transfer);

    /// Takes an ended transfer off the list.
    CompletionStage<Void> forget(long transfer);

    /// Deletes a file from the network.
    CompletionStage<Void> delete(ObjectId object);

    /// Keeps a file for longer.
    CompletionStage<Void> extend(ObjectId object, long epochs);

    /// Takes out a file that somebody shared. Nothing is at the target before all of it is there
    /// and checked; a file that is there now is replaced then, and stays if it fails.
    CompletionStage<Transfer> takeOut(ShareLink link, Path target);

    /// A link by which others can take a file out.
    ///
    /// @param withKey whether whoever has the link can open a locked file
    CompletionStage<ShareLink> link(BlobId blob, boolean withKey);

    /// Where the pieces of a file are.
    CompletionStage<PieceMap> pieces(BlobId blob);
}
