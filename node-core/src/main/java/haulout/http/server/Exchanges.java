// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// What all requests of a server share.
///
/// @param threads one thread per handler
/// @param open requests begun and not finished
/// @param running room for handlers
/// @param bodies room for bodies, in bytes
/// @param answers room for answers that wait for their callers, in bytes
/// @param pool arrays for bodies that are handled and done with
/// @param atWork whose threads run
/// @param stopping whether no connection is to live longer than its request
record Exchanges(
        HttpService service,
        ServerLimits limits,
        ExecutorService threads,
        ServerMetrics metrics,
        AtomicInteger open,
        FairBudget running,
        FairBudget bodies,
        FairBudget answers,
        Chunks chunks,
        BodyPool pool,
        HttpDate date,
        Set<Sending> atWork,
        AtomicBoolean stopping) {

    static Exchanges of(
            HttpService service,
            ServerLimits limits,
            ExecutorService threads,
            ServerMetrics metrics,
            BodyPool pool,
            HttpDate date) {
        int waiting = limits.waitingRequests();
        return new Exchanges(
                service,
                limits,
                threads,
                metrics,
                new AtomicInteger(),
                new FairBudget(limits.runningRequests(), waiting),
                new FairBudget(limits.bodyBytes(), waiting),
                new FairBudget(limits.answerBytes(), waiting),
                new Chunks(),
                pool,
                date,
                ConcurrentHashMap.newKeySet(),
                new AtomicBoolean());
    }
}
