// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import haulout.app.cli.CommandContext;
import haulout.app.cli.TimeText;
import haulout.identity.IdentityOffice;
import haulout.identity.RecoveryException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// What `haulout identity` says.
final class IdentityText {
    private static final int COLUMNS = 3;

    private IdentityText() {}

    static void print(IdentityOffice.Look look, CommandContext context) throws IOException {
        String lock = look.lock().name().toLowerCase(Locale.ROOT).replace('_', '-');
        if (context.isJson()) {
            context.printJson(json -> {
                json.writeStartObject();
                json.writeStringField("folder", look.folder().toString());
                json.writeStringField("lock", lock);
                if (look.node().isPresent()) {
                    json.writeStringField("node", look.node().get().toString());
                }
                if (look.retirement().isPresent()) {
                    json.writeStringField("retired", look.retirement().get().reason());
                    json.writeStringField("retiredAt", look.retirement().get().at().toString());
                }
                if (look.saved().isPresent()) {
                    json.writeStringField("saved", look.saved().get().toString());
                }
                json.writeEndObject();
            });
            return;
        }
        context.out()
                .println(
                        "node     "
                                + look.node()
                                        .map(Object::toString)
                                        .orElse("not known before it has run"));
        context.out().println("folder   " + look.folder());
        context.out()
                .println(
                        "keys     "
                                + switch (look.lock()) {
                                    case NO_KEYS -> "none yet";
                                    case OPEN -> "in files that only you can read";
                                    case PASSPHRASE -> "locked with a passphrase";
                                    case KEEPER -> "locked with the system's keychain";
                                });
        context.out()
                .println(
                        "way back "
                                + look.saved()
                                        .map(at -> "saved " + TimeText.of(at))
                                        .orElse("not saved; see haulout identity words"));
        look.retirement()
                .ifPresent(gone ->
                        context.out()
                                .println(
                                        "this copy never starts again: "
                                                + gone.reason()
                                                + " "
                                                + gone.at()));
    }

    static void printWords(List<String> words, CommandContext context) throws IOException {
        if (context.isJson()) {
            context.printJson(json -> {
                json.writeStartObject();
                json.writeArrayFieldStart("words");
                for (String word : words) {
                    json.writeString(word);
                }
                json.writeEndArray();
                json.writeEndObject();
            });
            return;
        }
        for (int i = 0; i < words.size(); i++) {
            context.out().printf(Locale.ROOT, "%2d %-10s", i + 1, words.get(i));
            if (i % COLUMNS == COLUMNS - 1) {
                context.out().println();
            }
        }
        context.out().flush(); // it stands below them, wherever the two go
        context.err().println("whoever has these words has your node; keep them on paper");
    }

    static String sentence(RecoveryException problem) {
        return switch (problem.kind()) {
            case WORD_COUNT -> "these are " + problem.place() + " words, there must be twelve";
            case UNKNOWN_WORD -> "word " + problem.place() + " is not in the list of words";
            case WRONG_CHECK ->
                    "one of the words is wrong, or two are swapped; compare them with your sheet";
            case NOT_OURS -> "this is no recovery file of Haulout";
            case NEWER -> "this is of a newer Haulout; update first";
            case WRONG_PASSPHRASE -> "the passphrase does not open it, or the file was changed";
            case DAMAGED ->
                    "the keys here cannot be read; bring them back with haulout identity"
                            + " restore";
            case OTHER_NODE ->
                    "the identity of another node is in this data directory; choose another --home";
            case NO_WORDS ->
                    "these keys are older than the words; save a recovery file with haulout"
                            + " identity export instead";
        };
    }
}
