// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.home.DriveCandidate;
import haulout.network.OwnNode;
import haulout.text.Sentence;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Lent drives, and places that could be lent, for programs.
final class DriveDocument {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DriveDocument() {}

    static ArrayNode of(List<OwnNode.OwnDrive> drives) {
        ArrayNode array = JSON.createArrayNode();
        drives.forEach(drive -> array.add(of(drive)));
        return array;
    }

    private static ObjectNode of(OwnNode.OwnDrive drive) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", drive.id());
        json.put("label", drive.label());
        json.put("folder", drive.folder().toString());
        json.put("kind", drive.kind().name().toLowerCase(Locale.ROOT));
        json.put("state", state(drive));
        json.put("takesIn", drive.takesIn());
        json.put("shield", drive.shield());
        json.put("lentBytes", drive.lentBytes());
        json.put("usedBytes", drive.fileBytes());
        json.put("liveBytes", drive.liveBytes());
        json.put("floorBytes", drive.floorBytes());
        drive.room()
                .ifPresent(room ->
                        json.put("freeBytes", room.freeBytes())
                                .put("totalBytes", room.totalBytes()));
        drive.missingSince().ifPresent(since -> json.put("missingSince", since.toString()));
        drive.fullCheck().ifPresent(at -> json.put("lastFullCheck", at.toString()));
        drive.work()
                .ifPresent(work ->
                        json.putObject("task")
                                .put("what", work.isMove() ? "move" : "empty")
                                .put("doneBytes", work.doneBytes())
                                .put("totalBytes", work.totalBytes()));
        return json;
    }

    private static String state(OwnNode.OwnDrive drive) {
        if (!drive.isPresent()) {
            return "missing";
        }
        if (drive.writeFailure()) {
            return "read_only";
        }
        if (drive.errors() > 0) {
            return "failing";
        }
        boolean full =
                drive.room().filter(room -> room.freeBytes() < drive.floorBytes()).isPresent();
        return full ? "full" : "fine";
    }

    static ObjectNode of(DriveCandidate place, Function<Sentence, String> words) {
        ObjectNode json = JSON.createObjectNode();
        json.put("folder", place.folder().toString());
        json.put("label", place.label());
        json.put("kind", place.type().name().toLowerCase(Locale.ROOT));
        json.put("totalBytes", place.totalBytes());
        json.put("freeBytes", place.freeBytes());
        json.put("floorBytes", place.floorBytes());
        json.put("suggestedBytes", place.suggestedBytes());
        json.put("mostBytes", place.mostBytes());
        place.refused().ifPresent(why -> json.put("refused", words.apply(why)));
        place.warning().ifPresent(what -> json.put("warning", words.apply(what)));
        return json;
    }
}
