// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

/// Whether the node has something, in the protocol's words.
public enum Presence {
    STORED("stored"),
    /// In memory, until the blob is registered.
    BUFFERED("buffered"),
    NONEXISTENT("nonexistent");

    private final String word;

    Presence(String word) {
        this.word = word;
    }

    /// The protocol's word.
    public String word() {
        return word;
    }
}
