// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// A small part of the message bus of Linux desktops: calls with simple arguments and answers.
@NullMarked
package haulout.resources.bus;

import org.jspecify.annotations.NullMarked;
