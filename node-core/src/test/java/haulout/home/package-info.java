// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

@NullMarked
package haulout.home;

import org.jspecify.annotations.NullMarked;
