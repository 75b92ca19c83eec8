// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.home.HomeException;
import haulout.identity.IdentityInUseException;
import haulout.identity.IdentityLockedException;
import haulout.identity.IdentityRetiredException;
import haulout.identity.RecoveryException;
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
            case IdentityLockedException locked ->
                    Sentence.of(locked.isWrong() ? "failure.passphrase-wrong" : "failure.locked");
            case IdentityRetiredException _ -> Sentence.of("failure.retired");
            case IdentityInUseException _ -> Sentence.of("failure.second-copy");
            case RecoveryException recovery -> recovery(recovery);
            case StoreFullException _ -> Sentence.of("failure.full");
            case IOException broken ->
                    Sentence.of("failure.io", new Term.Name(String.valueOf(broken.getMessage())));
            case InterruptedException _ -> Sentence.of("failure.stopped");
            default -> Sentence.of("failure.bug", new Term.Name(failure.toString()));
        };
    }

    private static Sentence recovery(RecoveryException failure) {
        return switch (failure.kind()) {
            case WORD_COUNT -> Sentence.of("recovery.word-count", new Term.Count(failure.place()));
            case UNKNOWN_WORD ->
                    Sentence.of("recovery.unknown-word", new Term.Count(failure.place()));
            case WRONG_CHECK -> Sentence.of("recovery.wrong-check");
            case NOT_OURS -> Sentence.of("recovery.not-ours");
            case NEWER -> Sentence.of("recovery.newer");
            case WRONG_PASSPHRASE -> Sentence.of("failure.passphrase-wrong");
            case DAMAGED -> Sentence.of("recovery.damaged");
            case OTHER_NODE -> Sentence.of("recovery.other-node");
            case NO_WORDS -> Sentence.of("recovery.no-words");
        };
    }

    private static Sentence transfer(TransferException failure) {
        return switch (failure.kind()) {
            case TOO_FEW_SHARDS ->
                    Sentence.of(
                            "failure.too-few",
                            new Term.Count(failure.shards()),
                            new Term.Count(failure.shardsNeeded()));
            case NOT_YET -> Sentence.of("failure.not-yet");
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
