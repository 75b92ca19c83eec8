// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.guest;

/// Whether decisions are obeyed.
public enum Obedience {
    /// They are.
    OBEY,
    /// They are made and shown only.
    WATCH
}
