// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import java.util.Objects;

/// A part of a help file.
public record HelpPart(String name, String text) {
    public HelpPart {
        Objects.requireNonNull(name);
        Objects.requireNonNull(text);
    }
}
