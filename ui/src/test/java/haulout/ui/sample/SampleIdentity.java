// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.sample;

import haulout.home.IdentityDesk;
import haulout.home.IdentityReport;
import haulout.home.IdentityReport.Lock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// An identity that is none.
public final class SampleIdentity implements IdentityDesk {
    private static final Instant SAVED = Instant.parse("2026-09-10T09:00:00Z");

    private final List<String> asked;
    private volatile IdentityReport report =
            new IdentityReport(Lock.OPEN, true, true, Optional.empty(), Optional.empty());

    SampleIdentity(List<String> asked) {
        this.asked = asked;
    }

    /// Changes to another state.
    public void become(IdentityReport other) {
        report = other;
    }

    private CompletionStage<Void> done(String what, IdentityReport next) {
        asked.add(what);
        report = next;
        return CompletableFuture.completedStage(true).thenAccept(_ -> {});
    }

    private IdentityReport with(Lock lock, boolean isOpen) {
        return new IdentityReport(lock, isOpen, true, report.saved(), report.retired());
    }

    private IdentityReport saved() {
        return new IdentityReport(
                report.lock(), report.isOpen(), true, Optional.of(SAVED), report.retired());
    }

    /// Whether a node is looked for for ever.
    public volatile boolean answersNever;

    @Override
    public IdentityReport report() {
        return report;
    }

    @Override
    public CompletionStage<IdentityReport> look() {
        return CompletableFuture.completedStage(report);
    }

    @Override
    public CompletionStage<List<String>> words() {
        asked.add("identity.words");
        return CompletableFuture.completedStage(
                List.of(
                        "legal", "winner", "thank", "year", "wave", "sausage", "worth", "useful",
                        "legal", "winner", "thank", "yellow"));
    }

    @Override
    public CompletionStage<Void> wordsSaved() {
        return done("identity.wordsSaved", saved());
    }

    @Override
    public CompletionStage<Void> save(Path file, char[] passphrase) {
        return done("identity.save " + file.getFileName() + " " + passphrase.length, saved());
    }

    @Override
    public CompletionStage<Void> move(Path file, char[] passphrase) {
        return done("identity.move " + file.getFileName() + " " + passphrase.length, report);
    }

    @Override
    public CompletionStage<Void> takeBack() {
        return done("identity.takeBack", with(report.lock(), true));
    }

    @Override
    public CompletionStage<Void> open(char[] passphrase) {
        return done("identity.open " + passphrase.length, with(report.lock(), true));
    }

    @Override
    public CompletionStage<Void> lock(char[] passphrase) {
        return done("identity.lock " + passphrase.length, with(Lock.PASSPHRASE, true));
    }

    @Override
    public CompletionStage<Void> lockByKeychain() {
        return done("identity.keychain", with(Lock.KEYCHAIN, true));
    }

    @Override
    public CompletionStage<Void> unlock() {
        return done("identity.unlock", with(Lock.OPEN, true));
    }

    @Override
    public CompletionStage<String> describe(Path file) {
        return CompletableFuture.completedStage("0x1234");
    }

    @Override
    public CompletionStage<Void> restore(char[] words) {
        if (answersNever) {
            return new CompletableFuture<>();
        }
        return done("identity.restore words " + words.length, with(Lock.OPEN, true));
    }

    @Override
    public CompletionStage<Void> restore(Path file, char[] passphrase) {
        return done("identity.restore " + file.getFileName(), with(Lock.OPEN, true));
    }
}
