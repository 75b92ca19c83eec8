// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Measures the codec: the JMH benchmarks, and the programs behind the comparisons that need
/// processes of their own.
///
/// The script `bench` two folders up runs all of it; `docs/performance.md` says what is measured
/// and how.
@NullMarked
package haulout.bench;

import org.jspecify.annotations.NullMarked;
