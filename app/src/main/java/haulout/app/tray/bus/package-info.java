// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// The tray of Linux desktops, over D-Bus: StatusNotifierItem and com.canonical.dbusmenu.
///
/// Source: StatusNotifierItem specification (freedesktop.org), libdbusmenu's com.canonical.dbusmenu.
@NullMarked
package haulout.app.tray.bus;

import org.jspecify.annotations.NullMarked;
