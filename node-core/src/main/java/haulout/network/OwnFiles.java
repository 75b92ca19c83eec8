// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.network;

import haulout.core.BlobId;
import haulout.core.ObjectId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The files that the owner keeps in the network.
///
/// Storing and reading take as long as they take; interrupting the thread gives them up and leaves
/// nothing behind. Only a few run at a time, the others wait their turn.
///
/// Threads: any.
public interface OwnFiles {
    /// Largest file that the network takes, in bytes.
    long mostBytes();

    /// What storing would cost.
    ///
    /// @param bytes size of the file, at most [#mostBytes]
    StorePrice price(long bytes, long epochs);

    /// Stores a file: encodes, registers, spreads and certifies it.
    ///
    /// @param file must not change meanwhile
    /// @throws TransferException if the network did not take it
    /// @throws IOException if the file cannot be read
    StoredBlob store(Path file, StoreTerms terms, TransferListener listener)
            throws IOException, InterruptedException;

    /// Reads a blob into a new file. Nothing is at the target unless all of it is there and
    /// checked.
    ///
    /// @param target must not exist
    /// @param strict whether the result is encoded again and compared with the blob ID
    /// @throws TransferException if the network did not give it
    /// @throws IOException if the file cannot be written
    FetchedBlob read(BlobId blobId, Path target, boolean strict, TransferListener listener)
            throws IOException, InterruptedException;

    /// The owner's blobs that have not ended, in the order of their registration.
    List<OwnedBlob> blobs();

    /// Deletes a deletable blob. Its space stays the owner's.
    void delete(ObjectId object) throws IOException, InterruptedException;

    /// Keeps a certified blob for longer.
    ///
    /// @return the first epoch in which it is gone
    long extend(ObjectId object, long epochs) throws IOException, InterruptedException;

    /// Asks every node of the committee which of a blob's slivers it has. Takes as long as the
    /// slowest node, some seconds at most.
    List<BlobPlace> places(BlobId blobId) throws IOException, InterruptedException;
}
