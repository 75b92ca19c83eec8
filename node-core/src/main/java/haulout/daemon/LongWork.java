// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.home.HomeException;
import haulout.text.Sentence;
import haulout.text.Term;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What was begun by commands and takes longer than anybody waits for an answer: which of it goes
/// on, and what became of the rest.
///
/// Threads: any.
final class LongWork {
    // who asks later than that has the drives themselves to look at; what goes on is always kept
    private static final int KEPT = 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Deque<One> all = new ArrayDeque<>();
    private int last;

    private static final class One {
        private final int number;
        private final String act;
        private final String drive;
        private boolean isOver;
        private String folder = "";
        private @Nullable Sentence failure;

        One(int number, String act, String drive) {
            this.number = number;
            this.act = act;
            this.drive = drive;
        }
    }

    /// Notes that something was begun, and what becomes of it.
    ///
    /// @param folder what the end of it tells: a folder that is left over, or nothing
    /// @return its number
    <T> int begin(String act, String drive, CompletionStage<T> stage, Function<T, String> folder) {
        One one;
        synchronized (this) {
            last++;
            one = new One(last, act, drive);
            all.addLast(one);
            forget();
        }
        CompletionStage<T> _ =
                stage.whenComplete((result, failure) -> {
                    synchronized (this) {
                        one.isOver = true;
                        if (failure == null) {
                            one.folder = folder.apply(result);
                        } else {
                            one.failure = sentence(failure);
                        }
                    }
                });
        return one.number;
    }

    private void forget() {
        Iterator<One> oldest = all.iterator();
        while (all.size() > KEPT && oldest.hasNext()) {
            if (oldest.next().isOver) {
                oldest.remove();
            }
        }
    }

    private static Sentence sentence(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        return cause instanceof HomeException known
                ? known.sentence()
                : Sentence.of("failure.bug", new Term.Name(cause.toString()));
    }

    /// All that is remembered, the newest last.
    synchronized ArrayNode document(Function<Sentence, String> words) {
        ArrayNode array = JSON.createArrayNode();
        for (One one : all) {
            ObjectNode json = array.addObject();
            json.put("number", one.number);
            json.put("act", one.act);
            json.put("drive", one.drive);
            Sentence failure = one.failure;
            json.put("state", !one.isOver ? "running" : failure == null ? "done" : "failed");
            if (failure != null) {
                json.put("sentence", words.apply(failure));
            }
            if (!one.folder.isEmpty()) {
                json.put("folder", one.folder);
            }
        }
        return array;
    }
}
