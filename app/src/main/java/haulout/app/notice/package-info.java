// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// What the system announces: which events are worth it, when, and how it is shown.
@NullMarked
package haulout.app.notice;

import org.jspecify.annotations.NullMarked;
