// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// An HTTP server that strangers cannot bring down: HTTP/1.1 and HTTP/2 on one port, with TLS or
/// without, and a limit for everything that a caller can make it do. It knows nothing of what is
/// served; that is a [haulout.http.server.HttpService]. The only place that sees Netty.
@NullMarked
package haulout.http.server;

import org.jspecify.annotations.NullMarked;
