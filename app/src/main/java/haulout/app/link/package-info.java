// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Links into the app, such as `haulout:files`.
@NullMarked
package haulout.app.link;

import org.jspecify.annotations.NullMarked;
