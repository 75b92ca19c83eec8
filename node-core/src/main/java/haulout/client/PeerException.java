// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import haulout.wire.ApiAnswer;
import haulout.wire.ApiError;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/// Another node did not give what was asked for. What to make of it is in [#kind].
public final class PeerException extends IOException {
    private final transient Kind kind;

    /// @param address whom was asked
    /// @param kind what came of it
    public PeerException(PeerAddress address, Kind kind) {
        super(address + ": " + kind);
        this.kind = Objects.requireNonNull(kind);
    }

    /// @param address whom was asked
    /// @param kind what came of it
    /// @param cause what the system said
    public PeerException(PeerAddress address, Kind kind, Throwable cause) {
        super(address + ": " + kind, cause);
        this.kind = Objects.requireNonNull(kind);
    }

    /// In which way it failed.
    public sealed interface Kind {
        /// The node answered, and refused.
        ///
        /// @param status HTTP status, 400…599
        /// @param answer its reason, empty if it gave none that could be read
        record Refused(int status, Optional<ApiAnswer.Failure> answer) implements Kind {
            public Refused {
                Objects.requireNonNull(answer);
            }

            /// Whether the node refused with that error.
            public boolean is(ApiError error) {
                return answer.isPresent() && answer.get().is(error);
            }
        }

        /// There was no connection, or it ended before the answer had begun.
        record Unreachable() implements Kind {}

        /// The connection ended within the answer.
        record BrokenOff() implements Kind {}

        /// It took too long.
        ///
        /// @param phase what did
        /// @param limit how long it may take
        record TimedOut(Phase phase, Duration limit) implements Kind {}

        /// Whoever answers there has not shown the node's key.
        ///
        /// @param flaw what is wrong with its certificate
        record Impostor(String flaw) implements Kind {}

        /// What came is not what the protocol says, or more than was asked for.
        ///
        /// @param what what is wrong
        record Rubbish(String what) implements Kind {}
    }

    /// What can take too long.
    public enum Phase {
        /// Waiting until one of the requests under way to the same node is done with.
        TURN,
        CONNECT,
        /// From the request to the head of the answer.
        ANSWER,
        /// Between two pieces of the body.
        IDLE,
        /// All of it.
        WHOLE
    }

    /// In which way it failed.
    public Kind kind() {
        return kind;
    }

    /// Whether the node refused with that error.
    public boolean isRefusal(ApiError error) {
        return kind instanceof Kind.Refused refused && refused.is(error);
    }

    /// Whether it was the node that answered, whatever it said.
    public boolean wasReached() {
        return kind instanceof Kind.Refused || kind instanceof Kind.Rubbish;
    }

    /// Whether the same request may well succeed a little later: the network failed, or the node
    /// said that it is busy.
    public boolean isTransient() {
        return switch (kind) {
            case Kind.Refused(int status, var _) ->
                    status == 429 || status == 502 || status == 503 || status == 504;
            case Kind.Unreachable() -> true;
            case Kind.BrokenOff() -> true;
            case Kind.TimedOut(var _, var _) -> true;
            case Kind.Impostor(var _) -> false;
            case Kind.Rubbish(var _) -> false;
        };
    }
}
