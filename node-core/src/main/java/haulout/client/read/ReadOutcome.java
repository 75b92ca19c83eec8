// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.read;

import haulout.client.NodeFault;
import haulout.redstuff.VerifiedBlobMetadata;
import java.util.List;

/// What came of reading a blob. Only with [Read] the target has something to be used.
public sealed interface ReadOutcome {
    /// Nodes that fell short on the way.
    List<NodeFault> faults();

    /// The blob is in the target, checked as asked for.
    ///
    /// @param shards how many shards' slivers it was made of
    record Read(VerifiedBlobMetadata metadata, int shards, List<NodeFault> faults)
            implements ReadOutcome {
        public Read {
            faults = List.copyOf(faults);
        }
    }

    /// Nodes of a quorum say that there is no such blob.
    ///
    /// @param shards theirs
    record NotFound(int shards, List<NodeFault> faults) implements ReadOutcome {
        public NotFound {
            faults = List.copyOf(faults);
        }
    }

    /// Nodes of a quorum do not give it out, or do not have it.
    ///
    /// @param shards theirs
    record Blocked(int shards, List<NodeFault> faults) implements ReadOutcome {
        public Blocked {
            faults = List.copyOf(faults);
        }
    }

    /// More than f shards' nodes say that it was proved to be encoded wrongly.
    record MarkedInvalid(List<NodeFault> faults) implements ReadOutcome {
        public MarkedInvalid {
            faults = List.copyOf(faults);
        }
    }

    /// Its slivers are what the metadata says, and yet not those of one blob.
    record Inconsistent(VerifiedBlobMetadata metadata, List<NodeFault> faults)
            implements ReadOutcome {
        public Inconsistent {
            faults = List.copyOf(faults);
        }
    }

    /// No node gave valid metadata, and not enough say that there is no such blob.
    ///
    /// @param answeredShards shards of the nodes that answered anything
    /// @param neededShards how many decide that there is none
    record NoMetadata(int answeredShards, int neededShards, List<NodeFault> faults)
            implements ReadOutcome {
        public NoMetadata {
            faults = List.copyOf(faults);
        }
    }

    /// Too few shards gave a valid sliver.
    ///
    /// @param answeredShards how many did
    /// @param neededShards how many decode the blob
    record TooFew(int answeredShards, int neededShards, List<NodeFault> faults)
            implements ReadOutcome {
        public TooFew {
            faults = List.copyOf(faults);
        }
    }
}
