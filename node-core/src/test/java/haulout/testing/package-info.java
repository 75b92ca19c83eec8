// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// What several packages' tests share: golden vectors, the byte generator, printed seeds.
@NullMarked
package haulout.testing;

import org.jspecify.annotations.NullMarked;
