// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import haulout.text.Sentence;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// How the node is. Window, tray, command line and interface show this and derive nothing else.
///
/// @param title its name for people, as it fits who runs no node too
/// @param sentence the first reason
/// @param more the other reasons, most important first
/// @param lastConfirmed the age of the oldest proof; empty while one is missing
/// @param proofs every proof
/// @param rules every rule, in the order in which they are shown
public record StatusReport(
        NodeStanding standing,
        Sentence title,
        Sentence sentence,
        List<Sentence> more,
        Optional<Instant> lastConfirmed,
        List<ProofReport> proofs,
        List<RuleReport> rules) {
    public StatusReport {
        Objects.requireNonNull(standing);
        Objects.requireNonNull(title);
        Objects.requireNonNull(sentence);
        more = List.copyOf(more);
        Objects.requireNonNull(lastConfirmed);
        proofs = List.copyOf(proofs);
        rules = List.copyOf(rules);
    }
}
