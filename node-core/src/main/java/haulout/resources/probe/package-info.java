// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Measures the computer: processor, drives, line, power, people. Whatever hangs or fails is cut
/// off and counts as unknown. The only package that sees the hardware library.
@NullMarked
package haulout.resources.probe;

import org.jspecify.annotations.NullMarked;
