// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

/// One immutable value that can be replaced, and the replacement taken back.
final class Cell<T> {
    private final UndoLog undo;
    private T value;

    Cell(UndoLog undo, T value) {
        this.undo = undo;
        this.value = value;
    }

    T get() {
        return value;
    }

    void set(T next) {
        T before = value;
        undo.add(() -> value = before);
        value = next;
    }
}
