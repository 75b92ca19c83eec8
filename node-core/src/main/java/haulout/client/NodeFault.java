// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import haulout.core.Misdeed;
import haulout.wire.ApiAnswer;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/// A node that did not do its part, as the user is told and the activity log keeps it.
///
/// @param node its place in the committee
/// @param name what its operator calls it
/// @param kind in which way
/// @param misdeed empty if nothing is known that a good node would not do
/// @param what what happened, half a sentence
public record NodeFault(int node, String name, Kind kind, Optional<Misdeed> misdeed, String what) {
    // what a node says is shown only if it can be one of the protocol's words
    private static final Pattern REASON = Pattern.compile("[A-Z_]{1,64}");

    /// In which way a node fell short.
    public enum Kind {
        /// It was not reached, or took too long.
        AWAY,
        /// It answered that it cannot or will not.
        REFUSED,
        /// It gave what is provably wrong.
        LIED
    }

    public NodeFault {
        Objects.requireNonNull(name);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(misdeed);
        Objects.requireNonNull(what);
    }

    /// A node gave what is provably wrong.
    public static NodeFault lied(int node, String name, Misdeed misdeed, String what) {
        return new NodeFault(node, name, Kind.LIED, Optional.of(misdeed), what);
    }

    /// A node took so long that it was not waited for.
    public static NodeFault late(int node, String name, String what) {
        return new NodeFault(node, name, Kind.AWAY, Optional.of(Misdeed.LATE), what);
    }

    /// What a failed request says of a node.
    public static NodeFault of(int node, String name, PeerException failure) {
        Kind kind =
                switch (failure.kind()) {
                    case PeerException.Kind.Refused _ -> Kind.REFUSED;
                    case PeerException.Kind.Rubbish _, PeerException.Kind.Impostor _ -> Kind.LIED;
                    case PeerException.Kind.Unreachable _,
                            PeerException.Kind.BrokenOff _,
                            PeerException.Kind.TimedOut _ ->
                            Kind.AWAY;
                };
        return new NodeFault(node, name, kind, misdeed(failure.kind()), text(failure.kind()));
    }

    private static Optional<Misdeed> misdeed(PeerException.Kind kind) {
        return switch (kind) {
            case PeerException.Kind.Rubbish _ -> Optional.of(Misdeed.ANSWER);
            case PeerException.Kind.Impostor _ -> Optional.of(Misdeed.KEY);
            case PeerException.Kind.TimedOut _ -> Optional.of(Misdeed.LATE);
            case PeerException.Kind.Refused _,
                    PeerException.Kind.Unreachable _,
                    PeerException.Kind.BrokenOff _ ->
                    Optional.empty();
        };
    }

    private static String text(PeerException.Kind kind) {
        return switch (kind) {
            case PeerException.Kind.Refused(int status, var answer) ->
                    "refused with status "
                            + status
                            + answer.map(ApiAnswer.Failure::reason)
                                    .filter(reason -> REASON.matcher(reason).matches())
                                    .map(reason -> " " + reason)
                                    .orElse("");
            case PeerException.Kind.Rubbish(String what) -> "answered with " + what;
            case PeerException.Kind.Impostor(String flaw) -> "did not show its key: " + flaw;
            case PeerException.Kind.Unreachable() -> "was not reached";
            case PeerException.Kind.BrokenOff() -> "broke off its answer";
            case PeerException.Kind.TimedOut(var phase, var limit) ->
                    "took longer than " + limit.toMillis() + " ms (" + phase + ")";
        };
    }

    @Override
    public String toString() {
        return name + " " + what;
    }
}
