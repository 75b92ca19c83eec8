// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.home.LeaveReport;
import haulout.text.Sentence;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;

/// Leaving the network, for programs.
final class LeavingDocument {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LeavingDocument() {}

    static ObjectNode of(LeaveReport report, Function<Sentence, String> words, Instant now) {
        ObjectNode json = JSON.createObjectNode();
        json.put("stage", report.stage().name().toLowerCase(Locale.ROOT));
        json.put("at", now.toString());
        report.pieceBytes().asOptional().ifPresent(bytes -> json.put("pieceBytes", bytes));
        json.put("shards", report.pieces());
        json.put("backFrost", report.back());
        report.from().ifPresent(from -> json.put("from", from.toString()));
        report.refused().ifPresent(why -> json.put("refused", words.apply(why)));
        json.put("canStay", report.canStay());
        for (LeaveReport.Step step : report.steps()) {
            json.withArray("/steps")
                    .addObject()
                    .put("sentence", words.apply(step.sentence()))
                    .put("done", step.isDone())
                    .put("now", step.isNow());
        }
        report.receipt().ifPresent(file -> json.put("receipt", file.toString()));
        return json;
    }
}
