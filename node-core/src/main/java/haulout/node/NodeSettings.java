// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.EncodingConfig;
import java.util.Objects;

/// How a node is set up.
///
/// @param config the shape of the network
/// @param limits bounds of its work
/// @param pending what it takes before registration
/// @param blocked what it does not give
public record NodeSettings(
        EncodingConfig config, NodeLimits limits, PendingLimits pending, BlockList blocked) {
    public NodeSettings {
        Objects.requireNonNull(config);
        Objects.requireNonNull(limits);
        Objects.requireNonNull(pending);
        Objects.requireNonNull(blocked);
    }

    /// The usual limits, no pending uploads, nothing blocked.
    public static NodeSettings of(EncodingConfig config) {
        return new NodeSettings(config, NodeLimits.DEFAULTS, PendingLimits.OFF, BlockList.NONE);
    }
}
