// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Calls the REST API of other storage nodes. Whatever comes from there is hostile until checked.
@NullMarked
package haulout.client;

import org.jspecify.annotations.NullMarked;
