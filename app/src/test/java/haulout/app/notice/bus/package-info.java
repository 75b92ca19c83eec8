// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

@NullMarked
package haulout.app.notice.bus;

import org.jspecify.annotations.NullMarked;
