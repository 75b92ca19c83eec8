// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

/// How a decoded blob is checked before it is handed out. [#DEFAULT] and [#STRICT] make all honest
/// readers agree on the same bytes or on failure.
public enum ConsistencyCheck {
    /// Every source row that did not itself arrive as a verified primary sliver is coded again and
    /// its hash compared.
    DEFAULT,

    /// The whole blob is coded again and its ID compared.
    STRICT,

    /// None: for blobs of a trusted writer only.
    SKIP
}
