// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.desk.OwnerDesks;
import haulout.home.DriveCandidate;
import haulout.home.DriveDesk;
import haulout.home.HomeException;
import haulout.home.LeaveDesk;
import haulout.network.OwnNode;
import haulout.store.drive.DriveId;
import haulout.text.Sentence;
import haulout.text.Term;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

/// What the owner does with drives, and about leaving, by commands: the routes of [CoreDesk] below
/// `/v1/drives` and `/v1/leaving`, over the desks that the window has too.
///
/// What takes long is begun and answered with its number; [LongWork] says what became of it.
/// Threads: any.
final class OwnerRoutes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<Optional<OwnerDesks>> owner;
    private final LongWork work = new LongWork();

    /// @param owner empty while no network runs
    OwnerRoutes(Supplier<Optional<OwnerDesks>> owner) {
        this.owner = owner;
    }

    /// Answers in the words of whoever asks.
    ///
    /// @param path below `/v1/`, such as `drives/add`
    /// @param body of a POST; empty for a GET
    /// @return empty if there is no such thing
    /// @throws HomeException with the reason, if it was not done
    Optional<ObjectNode> answer(
            String path, Optional<byte[]> body, Function<Sentence, String> words, Instant now)
            throws HomeException, InterruptedException {
        if (path.equals("drives") && body.isEmpty()) {
            return Optional.of(drives(desks(), words));
        }
        if (path.equals("leaving") && body.isEmpty()) {
            return Optional.of(LeavingDocument.of(leaving().report(), words, now));
        }
        if (path.startsWith("drives/") && body.isPresent()) {
            return drive(path.substring("drives/".length()), fields(body.get()), words);
        }
        if (path.startsWith("leaving/") && body.isPresent()) {
            return leaving(path.substring("leaving/".length()), words, now);
        }
        return Optional.empty();
    }

    private OwnerDesks desks() throws HomeException {
        return owner.get().orElseThrow(() -> new HomeException(Sentence.of("failure.not-running")));
    }

    private LeaveDesk leaving() throws HomeException {
        return desks().leaving()
                .orElseThrow(() -> new HomeException(Sentence.of("failure.no-leaving")));
    }

    private ObjectNode drives(OwnerDesks desks, Function<Sentence, String> words) {
        ObjectNode json = JSON.createObjectNode();
        json.set("drives", DriveDocument.of(desks.node().drives()));
        json.set("work", work.document(words));
        return json;
    }

    private Optional<ObjectNode> begun(
            OwnerDesks desks, int number, Function<Sentence, String> words) {
        return Optional.of(drives(desks, words).put("begun", number));
    }

    private Optional<ObjectNode> drive(
            String act, JsonNode fields, Function<Sentence, String> words)
            throws HomeException, InterruptedException {
        OwnerDesks desks = desks();
        DriveDesk drives = desks.drives();
        switch (act) {
            case "look" -> {
                return Optional.of(
                        DriveDocument.of(wait(drives.look(folder(fields, "folder"))), words));
            }
            case "places" -> {
                ObjectNode json = JSON.createObjectNode();
                wait(drives.candidates())
                        .forEach(
                                one -> json.withArray("/places").add(DriveDocument.of(one, words)));
                return Optional.of(json);
            }
            case "add" -> {
                DriveCandidate place = wait(drives.look(folder(fields, "folder")));
                long bytes = fields.path("bytes").asLong();
                wait(drives.add(place, bytes == 0 ? place.suggestedBytes() : bytes));
            }
            case "lend" -> wait(drives.lend(id(desks, fields), fields.path("bytes").asLong()));
            case "take-in" ->
                    wait(drives.setTakesIn(id(desks, fields), fields.path("takesIn").asBoolean()));
            case "clear" -> wait(drives.clear(idOfAny(fields), folder(fields, "folder")));
            case "move" -> {
                String id = id(desks, fields);
                Path to = folder(fields, "to");
                return begun(
                        desks, work.begin("move", id, drives.move(id, to), Path::toString), words);
            }
            case "remove" -> {
                OwnNode.OwnDrive drive = find(desks, fields);
                boolean lost = fields.path("lost").asBoolean();
                if (lost && drive.isPresent()) {
                    throw new HomeException(
                            Sentence.of(
                                    "failure.not-lost", new Term.Name(drive.folder().toString())));
                }
                String id = drive.id();
                return begun(
                        desks, work.begin("remove", id, drives.remove(id, lost), _ -> ""), words);
            }
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(drives(desks, words));
    }

    private Optional<ObjectNode> leaving(String act, Function<Sentence, String> words, Instant now)
            throws HomeException, InterruptedException {
        LeaveDesk leaving = leaving();
        switch (act) {
            case "begin" -> wait(leaving.begin());
            case "stay" -> wait(leaving.stay());
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(LeavingDocument.of(leaving.report(), words, now));
    }

    private static JsonNode fields(byte[] body) throws HomeException {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new HomeException(Sentence.of("failure.request"), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // bytes in memory
        }
    }

    private static Path folder(JsonNode fields, String name) throws HomeException {
        try {
            Path folder = Path.of(fields.path(name).asText());
            if (folder.isAbsolute()) {
                return folder.normalize();
            }
        } catch (InvalidPathException e) {
            // as any other that is none
        }
        throw new HomeException(Sentence.of("failure.request"));
    }

    private static String id(OwnerDesks desks, JsonNode fields) throws HomeException {
        return find(desks, fields).id();
    }

    // its folder was moved away from, and the drive may have been given back since
    private static String idOfAny(JsonNode fields) throws HomeException {
        String id = fields.path("drive").asText();
        try {
            return DriveId.parse(id).toString();
        } catch (IllegalArgumentException e) {
            throw new HomeException(Sentence.of("failure.no-drive"), e);
        }
    }

    private static OwnNode.OwnDrive find(OwnerDesks desks, JsonNode fields) throws HomeException {
        String id = fields.path("drive").asText();
        return desks.node().drives().stream()
                .filter(drive -> drive.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new HomeException(Sentence.of("failure.no-drive")));
    }

    private static <T> T wait(CompletionStage<T> stage) throws HomeException, InterruptedException {
        try {
            return stage.toCompletableFuture().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HomeException known) {
                throw known;
            }
            throw new IllegalStateException("desks say why in a sentence", e);
        }
    }
}
