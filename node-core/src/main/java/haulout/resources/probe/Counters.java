// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import java.time.Duration;

/// A reading of a counter of everybody's use and of our own, from which the others' part of the
/// last ten seconds follows.
///
/// @param at steady clock
/// @param busy what counts as full use per second is the caller's matter
/// @param total bytes or time of all programs
/// @param own of these ours
public record Counters(Duration at, double busy, double total, double own) {}
