// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// What is behind the desks of [haulout.home.HomeNode]: history, transfers, and reports for people
/// made of what the network and the node say.
@NullMarked
package haulout.desk;

import org.jspecify.annotations.NullMarked;
