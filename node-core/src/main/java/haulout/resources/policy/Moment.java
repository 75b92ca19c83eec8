// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// A time for the decision: the wall clock for people, the steady clock for waiting.
///
/// @param wall the computer's clock, which may jump
/// @param zone the computer's zone
/// @param steady since any fixed point, never backwards
public record Moment(Instant wall, ZoneId zone, Duration steady) {}
