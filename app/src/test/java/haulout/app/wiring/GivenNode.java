// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import haulout.home.HomeNode;
import haulout.home.HomeSnapshot;
import haulout.home.Watch;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// A node that is as a test says, and does nothing.
final class GivenNode {
    /// Surfaces that are said to have failed.
    final List<String> faults = new CopyOnWriteArrayList<>();

    private final List<Consumer<HomeSnapshot>> watchers = new CopyOnWriteArrayList<>();
    private volatile HomeSnapshot now;

    GivenNode(HomeSnapshot now) {
        this.now = now;
    }

    /// Becomes like that, and tells who watches.
    void become(HomeSnapshot next) {
        now = next;
        watchers.forEach(watcher -> watcher.accept(next));
    }

    HomeSnapshot snapshot() {
        return now;
    }

    HomeNode node() {
        return (HomeNode)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {HomeNode.class},
                        (_, method, arguments) ->
                                switch (method.getName()) {
                                    case "snapshot" -> now;
                                    case "watch" -> watch(arguments[1]);
                                    case "noteFault" -> {
                                        faults.add((String) arguments[0]);
                                        yield null;
                                    }
                                    default -> nothing(method.getReturnType());
                                });
    }

    @SuppressWarnings("unchecked")
    private Watch watch(Object listener) {
        Consumer<HomeSnapshot> watcher = (Consumer<HomeSnapshot>) listener;
        watchers.add(watcher);
        watcher.accept(now);
        return (Watch) nothing(Watch.class);
    }

    /// What says nothing, of any kind.
    private static Object nothing(Class<?> type) {
        if (type == Optional.class) {
            return Optional.empty();
        }
        if (type == List.class) {
            return List.of();
        }
        if (type == CompletionStage.class) {
            return CompletableFuture.completedFuture(null);
        }
        if (type == boolean.class) {
            return false;
        }
        if (!type.isInterface()) {
            throw new UnsupportedOperationException(type.getName());
        }
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (_, method, _) ->
                        method.getReturnType() == void.class
                                ? null
                                : nothing(method.getReturnType()));
    }
}
