// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.sample;

import haulout.text.Sentence;
import haulout.text.Term;

/// Sentences of the samples, said as they are.
final class Plain {
    private Plain() {}

    static Sentence of(String text) {
        return Sentence.of("value.name", new Term.Name(text));
    }
}
