// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.resources.probe.WatchedProbe;
import haulout.status.AlertReport;
import haulout.status.CheckReport;
import haulout.status.ProofReport;
import haulout.status.RuleReport;
import haulout.status.StatusReport;
import haulout.status.Surface;
import haulout.text.Sentence;
import haulout.text.Wording;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// How the node is, as a JSON document. Sentences are said in the language that is asked for; names
/// of states, rules and checks are in no language.
///
/// ```json
/// {"at":"…","standing":"healthy","title":"…","sentence":"…","more":["…"],
///  "lastConfirmed":"…","mode":"automatic",
///  "proofs":[{"proof":"drive_marker","subject":"…","outcome":"passed","lastRun":"…",
///    "freshSeconds":60,"detail":"…"}],
///  "rules":[{"rule":"user","subject":"","state":"active","stops":["heavy"],"reduces":[],
///    "measured":"…","limit":"…","since":"…","ends":"…","endsAt":"…","sentence":"…"}],
///  "checks":[…],"alerts":[…],"unknown":[{"probe":"presence","cause":"…"}]}
/// ```
final class StatusDocument {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Wording wording;
    private final Instant now;

    StatusDocument(Wording wording, Instant now) {
        this.wording = wording;
        this.now = now;
    }

    ObjectNode of(Surface surface, String mode, List<WatchedProbe.Report> probes) {
        StatusReport status = surface.status();
        ObjectNode json = JSON.createObjectNode();
        json.put("at", now.toString());
        json.put("standing", word(status.standing()));
        json.put("title", say(status.title()));
        json.put("sentence", say(status.sentence()));
        ArrayNode more = json.putArray("more");
        status.more().forEach(sentence -> more.add(say(sentence)));
        time(json, "lastConfirmed", status.lastConfirmed());
        json.put("mode", mode);
        ArrayNode proofs = json.putArray("proofs");
        status.proofs().forEach(proof -> proof(proofs.addObject(), proof));
        ArrayNode rules = json.putArray("rules");
        status.rules().forEach(rule -> rule(rules.addObject(), rule));
        ArrayNode checks = json.putArray("checks");
        surface.checks().forEach(check -> check(checks.addObject(), check));
        ArrayNode alerts = json.putArray("alerts");
        surface.alerts().forEach(alert -> alert(alerts.addObject(), alert));
        ArrayNode unknown = json.putArray("unknown");
        for (WatchedProbe.Report probe : probes) {
            if (!probe.isKnown()) {
                unknown.addObject()
                        .put("probe", probe.name())
                        .put("cause", probe.failure().orElse("not measured yet"));
            }
        }
        return json;
    }

    private String say(Sentence sentence) {
        return wording.say(sentence, now);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static void time(ObjectNode json, String name, Optional<Instant> at) {
        at.ifPresent(when -> json.put(name, when.toString()));
    }

    private void proof(ObjectNode json, ProofReport proof) {
        json.put("proof", word(proof.proof())).put("subject", proof.subject());
        json.put("outcome", word(proof.outcome()));
        time(json, "lastRun", proof.lastRun());
        json.put("freshSeconds", proof.freshness().toSeconds());
        json.put("detail", say(proof.detail()));
    }

    private void rule(ObjectNode json, RuleReport rule) {
        json.put("rule", rule.rule()).put("subject", rule.subject());
        json.put("state", word(rule.state()));
        sorted(json.putArray("stops"), rule.stops());
        sorted(json.putArray("reduces"), rule.reduces());
        json.put("measured", say(rule.measured())).put("limit", say(rule.limit()));
        json.put("since", rule.since().toString());
        rule.ends().ifPresent(ends -> json.put("ends", say(ends)));
        time(json, "endsAt", rule.endsAt());
        json.put("sentence", say(rule.sentence()));
    }

    private static void sorted(ArrayNode array, Set<String> words) {
        words.stream().sorted().forEach(array::add);
    }

    private void check(ObjectNode json, CheckReport check) {
        json.put("check", check.check()).put("subject", check.subject());
        json.put("level", word(check.level()));
        json.put("title", say(check.title())).put("why", say(check.why()));
        json.put("measured", say(check.measured())).put("limit", say(check.limit()));
        time(json, "lastRun", check.lastRun());
        time(json, "deadline", check.deadline());
    }

    private void alert(ObjectNode json, AlertReport alert) {
        json.put("check", alert.check()).put("subject", alert.subject());
        json.put("level", word(alert.level())).put("sentence", say(alert.sentence()));
        json.put("since", alert.since().toString());
        time(json, "deadline", alert.deadline());
    }
}
