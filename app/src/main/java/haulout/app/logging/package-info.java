// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Where log lines go.
@NullMarked
package haulout.app.logging;

import org.jspecify.annotations.NullMarked;
