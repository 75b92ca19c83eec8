// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.text;

import java.util.List;
import java.util.Objects;

/// Something said to people: which sentence, and the values in it.
///
/// @param key names the sentence in the bundles, as `rule.user.active`
/// @param terms its values, in the order of the pattern's `{0}`, `{1}`, …
public record Sentence(String key, List<Term> terms) {
    public Sentence {
        Objects.requireNonNull(key);
        terms = List.copyOf(terms);
    }

    /// A sentence.
    public static Sentence of(String key, Term... terms) {
        return new Sentence(key, List.of(terms));
    }
}
