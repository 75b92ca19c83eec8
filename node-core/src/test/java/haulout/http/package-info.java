// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Tests of the server and of the API, through real sockets on loopback.
@NullMarked
package haulout.http;

import org.jspecify.annotations.NullMarked;
