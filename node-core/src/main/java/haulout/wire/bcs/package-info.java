// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// BCS, the binary serialisation of the network: a strict reader and a canonical writer.
@NullMarked
package haulout.wire.bcs;

import org.jspecify.annotations.NullMarked;
