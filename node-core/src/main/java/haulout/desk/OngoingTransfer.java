// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.core.BlobId;
import haulout.home.Transfer;
import haulout.network.TransferListener;
import haulout.text.Sentence;
import haulout.text.Term;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One file on its way, in or out: how far it is, and the thread that works on it.
///
/// Threads: any.
final class OngoingTransfer implements TransferListener {
    private static final int MAX_NOTES = 20;

    private final long id;
    private final List<Sentence> notes = new ArrayList<>();
    private Transfer now;
    private @Nullable Thread thread;
    private boolean cancelled;
    private boolean later;

    /// @param blob which, if that is known
    /// @param target of one that is taken out
    OngoingTransfer(
            long id,
            String name,
            boolean isIn,
            long bytes,
            Optional<BlobId> blob,
            Optional<Path> target,
            Instant started) {
        this.id = id;
        this.now =
                new Transfer(
                        id,
                        name,
                        isIn,
                        Transfer.Stage.WAITING,
                        0,
                        0,
                        bytes,
                        0,
                        0,
                        blob,
                        Optional.empty(),
                        List.of(),
                        started,
                        target);
    }

    long id() {
        return id;
    }

    synchronized Transfer report() {
        return now;
    }

    private void set(Transfer.Stage stage, long done, long total, Optional<Sentence> failure) {
        now =
                new Transfer(
                        id,
                        now.name(),
                        now.isIn(),
                        stage,
                        done,
                        total,
                        now.bytes(),
                        now.placesNow(),
                        now.places(),
                        now.blob(),
                        failure,
                        notes,
                        now.started(),
                        now.target());
    }

    private void where(Optional<BlobId> blob, int placesNow, int places) {
        now =
                new Transfer(
                        id,
                        now.name(),
                        now.isIn(),
                        now.stage(),
                        now.done(),
                        now.total(),
                        now.bytes(),
                        placesNow,
                        places,
                        blob,
                        now.failure(),
                        notes,
                        now.started(),
                        now.target());
    }

    @Override
    public synchronized void progress(Stage stage, long done, long total) {
        if (!now.stage().isOver()) {
            set(stage(stage), done, total, Optional.empty());
        }
    }

    private static Transfer.Stage stage(TransferListener.Stage stage) {
        return switch (stage) {
            case WAITING -> Transfer.Stage.WAITING;
            case ENCODING -> Transfer.Stage.ENCODING;
            case REGISTERING -> Transfer.Stage.REGISTERING;
            case SENDING -> Transfer.Stage.SENDING;
            case CERTIFYING -> Transfer.Stage.CERTIFYING;
            case FETCHING -> Transfer.Stage.FETCHING;
            case DECODING -> Transfer.Stage.DECODING;
        };
    }

    synchronized void resting() {
        notes.clear(); // of an attempt that does not count
        set(Transfer.Stage.RESTING, 0, 0, Optional.empty());
    }

    synchronized void locking() {
        set(Transfer.Stage.LOCKING, 0, 0, Optional.empty());
    }

    @Override
    public synchronized void known(BlobId blobId) {
        where(Optional.of(blobId), now.placesNow(), now.places());
    }

    @Override
    public synchronized void confirmed(int nodes, int of) {
        where(now.blob(), nodes, of);
    }

    @Override
    public synchronized void shortcoming(String node, boolean lied, String what) {
        Sentence note =
                Sentence.of(
                        lied ? "transfer.note.lied" : "transfer.note.short", Term.neighbour(node));
        if (notes.size() < MAX_NOTES && !notes.contains(note)) {
            notes.add(note);
        }
    }

    /// Whether it may begin: the calling thread works on it from now on.
    synchronized boolean begin() {
        thread = Thread.currentThread();
        return !cancelled;
    }

    synchronized void end(@Nullable Throwable failure) {
        thread = null;
        if (failure == null) {
            set(Transfer.Stage.DONE, 1, 1, Optional.empty());
        } else if (cancelled) {
            set(Transfer.Stage.CANCELLED, 0, 0, Optional.empty());
        } else {
            set(Transfer.Stage.FAILED, 0, 0, Optional.of(Failures.sentence(failure)));
        }
    }

    /// Stops it.
    ///
    /// @param forNow the program ends, and goes on with it when it is started again
    synchronized void cancel(boolean forNow) {
        if (now.stage().isOver()) {
            return;
        }
        cancelled = true;
        later = forNow;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /// Whether the next start goes on with it.
    synchronized boolean isForLater() {
        return later;
    }
}
