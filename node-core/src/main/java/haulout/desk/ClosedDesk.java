// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.home.HomeException;
import haulout.text.Sentence;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Stands for a desk while there is nobody behind it: whatever is asked fails at once and says why.
final class ClosedDesk {
    private ClosedDesk() {}

    /// @param type an interface all of whose methods return stages
    static <T> T of(Class<T> type, String key) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, _) -> {
                            if (method.getReturnType() != CompletionStage.class) {
                                throw new UnsupportedOperationException(method.getName());
                            }
                            return CompletableFuture.failedStage(
                                    new HomeException(Sentence.of(key)));
                        }));
    }
}
