// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// What several packages' and modules' tests share.
@NullMarked
package haulout.testing;

import org.jspecify.annotations.NullMarked;
