// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import java.util.Arrays;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.VBox;

/// Where a passphrase is typed, once or twice.
public final class SecretFields extends VBox {
    private final PasswordField first;
    private final PasswordField second;

    /// @param id of the first field; the second has `-again` behind it
    /// @param name for screen readers, and shown while it is empty
    /// @param again the same for the second field; empty for none
    public SecretFields(String id, String name, String again) {
        getStyleClass().add("gap-8");
        first = field(id, name);
        second = field(id + "-again", again);
        getChildren().add(first);
        if (!again.isEmpty()) {
            getChildren().add(second);
        }
    }

    private static PasswordField field(String id, String name) {
        PasswordField field = Nodes.named(new PasswordField(), id);
        field.setPromptText(name);
        field.setAccessibleText(name);
        return field;
    }

    /// Whether both are the same.
    public boolean isSame() {
        return !getChildren().contains(second) || first.getText().equals(second.getText());
    }

    /// Hands over what was typed, for a moment, and empties the fields.
    public void take(Use use) {
        char[] typed = first.getText().toCharArray();
        first.clear();
        second.clear();
        try {
            use.with(typed);
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    /// What is done with a secret; a copy is kept by whoever needs it longer.
    @FunctionalInterface
    public interface Use {
        /// Uses it.
        void with(char[] secret);
    }
}
