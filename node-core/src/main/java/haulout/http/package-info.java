// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// The REST API of a storage node: which request means which operation of [haulout.node.NodeApi],
/// and how its answers look. And the node's counters, on a port of their own.
@NullMarked
package haulout.http;

import org.jspecify.annotations.NullMarked;
