// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The pages of the settings, and the subjects that lead to them.
enum Topic {
    /// When the computer may be used.
    RULES("rules"),
    /// Colours, size of text, language.
    LOOK("look"),
    /// Log-in, window, quitting.
    START("start"),
    /// What is announced.
    NOTIFICATIONS("notifications"),
    /// Who the node is, whose its money is, and the way back.
    IDENTITY("identity", "backup", "payment"),
    /// What leaves this computer.
    PRIVACY("privacy"),
    /// Folders.
    ADVANCED("advanced");

    // because it is made by List.of and never changes
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> subjects;

    Topic(String... subjects) {
        this.subjects = List.of(subjects);
    }

    static Optional<Topic> of(String subject) {
        return Arrays.stream(values())
                .filter(topic -> topic.subjects.contains(subject))
                .findFirst();
    }

    String key() {
        return "settings.topic." + name().toLowerCase(Locale.ROOT);
    }
}
