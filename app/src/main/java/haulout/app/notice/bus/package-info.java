// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Announcements over the desktop's bus, by the desktop notifications specification 1.2.
@NullMarked
package haulout.app.notice.bus;

import org.jspecify.annotations.NullMarked;
