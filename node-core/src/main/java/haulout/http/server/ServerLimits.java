// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import java.time.Duration;

/// How much strangers may make a server do. Memory is bounded by the sum of `bodyBytes`,
/// `answerBytes`, [#CONNECTION_BYTES] for each of `connections` and [#REQUEST_BYTES] for each of
/// `openRequests`.
///
/// @param connections in all; when they are all taken, the one that has been idle longest makes
///   room
/// @param connectionsPerPeer from one address (one /64 of IPv6)
/// @param openRequests begun and not finished, over all connections
/// @param runningRequests whose handlers run at the same time; others wait, one peer after the
///   other
/// @param waitingRequests most that wait for room of one kind; more are answered "overloaded"
/// @param bodyBytes of all request bodies in memory; at least the longest body, or only one at a
///   time is taken
/// @param answerBytes of all answers that wait for their callers to take them
/// @param handshake for the TLS handshake
/// @param head from the first byte of a request to the end of its headers
/// @param idle that a connection without a request is kept
/// @param stall without a byte moving in a body that is being sent or received
/// @param stallWhenFull the same while others wait for the room that this one takes
/// @param request for a request in all
public record ServerLimits(
        int connections,
        int connectionsPerPeer,
        int openRequests,
        int runningRequests,
        int waitingRequests,
        long bodyBytes,
        long answerBytes,
        Duration handshake,
        Duration head,
        Duration idle,
        Duration stall,
        Duration stallWhenFull,
        Duration request) {
    /// Longest request line: the longest list of symbols that makes sense at 1000 shards has 13 KB.
    public static final int LINE_BYTES = 1 << 15;

    /// All headers of a request; clients send some 300 bytes.
    public static final int HEADER_BYTES = 1 << 14;

    /// Streams of one HTTP/2 connection; as in the reference node.
    public static final int STREAMS = 1000;

    /// What a connection may take besides bodies and answers: TLS records of both directions and
    /// one read of the socket; a head under way is not more.
    public static final int CONNECTION_BYTES = 1 << 17;

    /// What a request may take besides its body and answer.
    public static final int REQUEST_BYTES = 1 << 16;

    public ServerLimits {
        positive("connections", connections);
        positive("connections per peer", connectionsPerPeer);
        positive("open requests", openRequests);
        positive("running requests", runningRequests);
        positive("waiting requests", waitingRequests);
        positive("body bytes", bodyBytes);
        positive("answer bytes", answerBytes);
    }

    private static void positive(String what, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(what + " " + value + ", at least 1");
        }
    }

    /// What a node at home allows: ten blobs at once from official clients are 200 connections; a
    /// body is up to 43 MB; clients give up after 30 s.
    public static ServerLimits forHome() {
        return new ServerLimits(
                4096,
                2048,
                8192,
                512,
                4096,
                192L << 20,
                64L << 20,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(90),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofMinutes(5));
    }

    /// The same with other numbers of connections.
    public ServerLimits withConnections(int inAll, int perPeer) {
        return new ServerLimits(
                inAll,
                perPeer,
                openRequests,
                runningRequests,
                waitingRequests,
                bodyBytes,
                answerBytes,
                handshake,
                head,
                idle,
                stall,
                stallWhenFull,
                request);
    }

    /// The same with other numbers of requests.
    public ServerLimits withRequests(int open, int running, int waiting) {
        return new ServerLimits(
                connections,
                connectionsPerPeer,
                open,
                running,
                waiting,
                bodyBytes,
                answerBytes,
                handshake,
                head,
                idle,
                stall,
                stallWhenFull,
                request);
    }

    /// The same with other amounts of memory.
    public ServerLimits withBytes(long bodies, long answers) {
        return new ServerLimits(
                connections,
                connectionsPerPeer,
                openRequests,
                runningRequests,
                waitingRequests,
                bodies,
                answers,
                handshake,
                head,
                idle,
                stall,
                stallWhenFull,
                request);
    }

    /// The same with other times for heads, for keeping idle connections, and without progress.
    public ServerLimits withTimes(Duration headTime, Duration idleTime, Duration stallTime) {
        return new ServerLimits(
                connections,
                connectionsPerPeer,
                openRequests,
                runningRequests,
                waitingRequests,
                bodyBytes,
                answerBytes,
                handshake,
                headTime,
                idleTime,
                stallTime,
                stallTime.compareTo(stallWhenFull) < 0 ? stallTime : stallWhenFull,
                request);
    }

    /// The same with another time for a request in all.
    public ServerLimits withRequestTime(Duration time) {
        return new ServerLimits(
                connections,
                connectionsPerPeer,
                openRequests,
                runningRequests,
                waitingRequests,
                bodyBytes,
                answerBytes,
                handshake,
                head,
                idle,
                stall,
                stallWhenFull,
                time);
    }
}
