// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.activity;

import haulout.home.ActivityEvent;

/// A line of the history.
///
/// @param day the heading above it; empty if the line before is of the same day
record Row(long number, ActivityEvent.Kind kind, String day, String time, String text) {}
