// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.read;

import java.util.Arrays;

/// How well nodes answer, so that the best are asked first. Not thread-safe.
final class NodeRatings {
    // an answer counts for a quarter of the average
    private static final int WEIGHT = 4;

    // an answer that failed or is late is as bad as one that takes so long
    private static final long PENALTY_NANOS = 10_000_000_000L;

    private final long[] nanos;
    private final int[] underWay;
    private final boolean[] banned;

    NodeRatings(int nodes) {
        this.nanos = new long[nodes];
        this.underWay = new int[nodes];
        this.banned = new boolean[nodes];
    }

    void asked(int node) {
        underWay[node]++;
    }

    void answered(int node, long took) {
        underWay[node]--;
        nanos[node] += (took - nanos[node]) / WEIGHT;
    }

    void failed(int node) {
        underWay[node]--;
        late(node);
    }

    void late(int node) {
        nanos[node] += PENALTY_NANOS;
    }

    /// It lied: it is not asked any more.
    void ban(int node) {
        banned[node] = true;
    }

    boolean isBanned(int node) {
        return banned[node];
    }

    /// Smaller is better: what one more request would take there.
    long cost(int node) {
        return (nanos[node] + 1) * (underWay[node] + 1L);
    }

    @Override
    public String toString() {
        return Arrays.toString(nanos);
    }
}
