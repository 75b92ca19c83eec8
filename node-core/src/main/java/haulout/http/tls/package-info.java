// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// The certificate that a node presents, made for its network key or read from a file. The only
/// place that sees the certificate library.
@NullMarked
package haulout.http.tls;

import org.jspecify.annotations.NullMarked;
