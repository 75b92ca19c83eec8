// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// A guest in its owner's house: looks at the computer each second, decides, and has work keep
/// within what was decided.
@NullMarked
package haulout.resources.guest;

import org.jspecify.annotations.NullMarked;
