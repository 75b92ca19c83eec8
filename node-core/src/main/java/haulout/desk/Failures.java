// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.home.HomeException;
import haulout.network.TransferException;
import haulout.store.StoreFullException;
import haulout.text.Sentence;
import haulout.text.Term;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/// Says to people what went wrong.
final class Failures {
    private Failures() {}

    static HomeException of(Throwable failure) {
        return failure instanceof HomeException known
                ? known
                : new HomeException(sentence(failure), failure);
    }

    static Sentence sentence(Throwable failure) {
        return switch (failure) {
            case HomeException known -> known.sentence();
            case TransferException transfer -> transfer(transfer);
            case NoSuchFileException missing ->
                    Sentence.of("failure.no-file", new Term.Name(missing.getFile()));
            case FileAlreadyExistsException there ->
                    Sentence.of("failure.file-exists", new Term.Name(there.getFile()));
            case AccessDeniedException denied ->
                    Sentence.of("failure.no-access", new Term.Name(denied.getFile()));
            case StoreFullException _ -> Sentence.of("failure.full");
            case IOException broken ->
                    Sentence.of("failure.io", new Term.Name(String.valueOf(broken.getMessage())));
            case InterruptedException _ -> Sentence.of("failure.stopped");
            default -> Sentence.of("failure.bug", new Term.Name(failure.toString()));
        };
    }

    private static Sentence transfer(TransferException failure) {
        return switch (failure.kind()) {
            case TOO_FEW_SHARDS ->
                    Sentence.of(
                            "failure.too-few",
                            new Term.Count(failure.shards()),
                            new Term.Count(failure.shardsNeeded()));
            case NOT_FOUND -> Sentence.of("failure.not-found");
            case BLOCKED -> Sentence.of("failure.blocked");
            case INVALID -> Sentence.of("failure.invalid");
            case LEDGER ->
                    Sentence.of(
                            "failure.ledger", new Term.Name(String.valueOf(failure.getMessage())));
            case TOO_LARGE -> Sentence.of("failure.too-large");
            case BUSY -> Sentence.of("failure.busy");
        };
    }
}
