// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.network;

import haulout.core.BlobId;

/// Hears how far storing or reading is. Called from several threads; must not block.
public interface TransferListener {
    /// Hears nothing.
    TransferListener NONE = new TransferListener() {};

    /// What is being done.
    enum Stage {
        /// Other transfers come first.
        WAITING,
        /// Bytes of the file are encoded.
        ENCODING,
        /// Space is bought on the ledger.
        REGISTERING,
        /// Slivers go to the nodes.
        SENDING,
        /// The certificate goes to the ledger.
        CERTIFYING,
        /// Slivers come from the nodes.
        FETCHING,
        /// Bytes of the file are decoded.
        DECODING
    }

    /// A stage begins or is further.
    ///
    /// @param done of `total`, in bytes or slivers; both 0 where nothing is counted
    default void progress(Stage stage, long done, long total) {}

    /// It is known which blob it is.
    default void known(BlobId blobId) {}

    /// Another node has confirmed that it has its slivers.
    ///
    /// @param nodes that have
    /// @param of so many that were asked
    default void confirmed(int nodes, int of) {}

    /// A node fell short.
    ///
    /// @param node its name
    /// @param lied whether it gave what is provably wrong
    /// @param what half a sentence
    default void shortcoming(String node, boolean lied, String what) {}
}
