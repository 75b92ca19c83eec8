// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.sample;

/// States of a node that the tests and the pictures go through.
public enum Sample {
    /// All is well, and it is a month old.
    HEALTHY,
    /// A rule stops it.
    RESTING,
    /// A proof is missing, figures are not known.
    UNKNOWN,
    /// The core does not run.
    STOPPED,
    /// The first minutes: nothing has happened yet.
    EMPTY,
    /// Something should be mended.
    ATTENTION,
    /// Something will be lost.
    AT_RISK,
    /// Nobody can be reached.
    OFFLINE,
    /// Paused by its owner.
    PAUSED,
    /// It is being started.
    STARTING
}
