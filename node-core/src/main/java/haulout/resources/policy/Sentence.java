// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import java.util.List;

/// One sentence for people: a key for translation, its arguments, and the English text.
public record Sentence(String key, List<String> arguments, String english) {
    /// Copies the list.
    public Sentence {
        arguments = List.copyOf(arguments);
    }

    static Sentence of(String key, String english, String... arguments) {
        return new Sentence(key, List.of(arguments), english);
    }
}
