// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

/// How one attempt to complete a blob ended.
enum BlobRound {
    /// Everything is here, or comes by the transfer of a shard.
    COMPLETE,
    /// The blob is not certified any more: nothing is to be fetched.
    UNWANTED,
    /// Something is left, but something came.
    ADVANCED,
    /// Nothing came.
    STUCK
}
