// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

import haulout.core.Epoch;
import haulout.core.EventId;
import haulout.wire.BlobStatus;
import haulout.wire.BlobStatus.DeletableCounts;
import java.util.Objects;
import java.util.Optional;

/// What the events of the ledger add up to for one blob, which may have many objects at once.
/// Immutable: each method that names a change gives the record after it.
///
/// Whether metadata are stored is not in here: the metadata store knows. Ends are exclusive: an
/// object lives while its end is greater than the present epoch. Source: walrus-service
/// `node/storage/blob_info`, walrus-protocol section 9.2.
public sealed interface BlobRecord {
    /// The blob was proved to be encoded wrongly. It stays so whatever happens.
    ///
    /// @param event what said so
    record Invalid(EventId event) implements BlobRecord {
        public Invalid {
            Objects.requireNonNull(event);
        }
    }

    /// The permanent objects of a blob, or those among them that are certified.
    ///
    /// @param count how many there are, at least 1
    /// @param endEpoch when the last of them ends
    /// @param event what made that the end
    record Permanents(long count, Epoch endEpoch, EventId event) {
        public Permanents {
            if (count < 1) {
                throw new IllegalArgumentException(count + " permanent objects");
            }
            Objects.requireNonNull(endEpoch);
            Objects.requireNonNull(event);
        }

        boolean isAlive(Epoch now) {
            return endEpoch.compareTo(now) > 0;
        }

        Permanents endingAt(Epoch end, EventId cause) {
            return end.compareTo(endEpoch) > 0 ? new Permanents(count, end, cause) : this;
        }

        static Permanents plusOne(Optional<Permanents> before, Epoch end, EventId cause) {
            return before.map(all ->
                            new Permanents(all.count + 1, all.endEpoch, all.event)
                                    .endingAt(end, cause))
                    .orElseGet(() -> new Permanents(1, end, cause));
        }

        static Optional<Permanents> minusOne(Optional<Permanents> before) {
            return before.filter(all -> all.count > 1)
                    .map(all -> new Permanents(all.count - 1, all.endEpoch, all.event));
        }
    }

    /// A blob that is not known to be wrong.
    ///
    /// @param deletableTotal live deletable objects
    /// @param deletableCertified those that are certified
    /// @param permanentTotal permanent objects, empty if there are none
    /// @param permanentCertified those that are certified
    /// @param pooledTotal live objects in storage pools
    /// @param pooledCertified those that are certified
    /// @param initialCertifiedEpoch since when it has been certified without a break
    record Valid(
            long deletableTotal,
            long deletableCertified,
            Optional<Permanents> permanentTotal,
            Optional<Permanents> permanentCertified,
            long pooledTotal,
            long pooledCertified,
            Optional<Epoch> initialCertifiedEpoch)
            implements BlobRecord {
        /// A blob without objects.
        public static final Valid NONE =
                new Valid(0, 0, Optional.empty(), Optional.empty(), 0, 0, Optional.empty());

        public Valid {
            if (deletableCertified < 0
                    || deletableTotal < deletableCertified
                    || pooledCertified < 0
                    || pooledTotal < pooledCertified
                    || count(permanentTotal) < count(permanentCertified)) {
                throw new IllegalArgumentException(
                        "certified objects beyond all: deletable "
                                + deletableCertified
                                + " of "
                                + deletableTotal
                                + ", pooled "
                                + pooledCertified
                                + " of "
                                + pooledTotal
                                + ", permanent "
                                + count(permanentCertified)
                                + " of "
                                + count(permanentTotal));
            }
            Objects.requireNonNull(initialCertifiedEpoch);
        }

        private static long count(Optional<Permanents> objects) {
            return objects.map(Permanents::count).orElse(0L);
        }

        private boolean hasCertified() {
            return permanentCertified.isPresent() || deletableCertified > 0 || pooledCertified > 0;
        }

        private Valid withDeletable(long total, long certified) {
            return new Valid(
                    total,
                    certified,
                    permanentTotal,
                    permanentCertified,
                    pooledTotal,
                    pooledCertified,
                    initialCertifiedEpoch);
        }

        private Valid withPooled(long total, long certified) {
            return new Valid(
                    deletableTotal,
                    deletableCertified,
                    permanentTotal,
                    permanentCertified,
                    total,
                    certified,
                    initialCertifiedEpoch);
        }

        private Valid withPermanent(Optional<Permanents> total, Optional<Permanents> certified) {
            return new Valid(
                    deletableTotal,
                    deletableCertified,
                    total,
                    certified,
                    pooledTotal,
                    pooledCertified,
                    initialCertifiedEpoch);
        }

        private Valid certifiedSince(Optional<Epoch> epoch) {
            return new Valid(
                    deletableTotal,
                    deletableCertified,
                    permanentTotal,
                    permanentCertified,
                    pooledTotal,
                    pooledCertified,
                    epoch);
        }

        private Valid plusOne(ObjectKind kind, Epoch end, EventId event) {
            return switch (kind) {
                case DELETABLE -> withDeletable(deletableTotal + 1, deletableCertified);
                case POOLED -> withPooled(pooledTotal + 1, pooledCertified);
                case PERMANENT ->
                        withPermanent(
                                Optional.of(Permanents.plusOne(permanentTotal, end, event)),
                                permanentCertified);
            };
        }

        /// One more certified object, or this very record if there is none left to certify.
        private Valid plusOneCertified(ObjectKind kind, Epoch end, EventId event) {
            return switch (kind) {
                case DELETABLE ->
                        deletableCertified < deletableTotal
                                ? withDeletable(deletableTotal, deletableCertified + 1)
                                : this;
                case POOLED ->
                        pooledCertified < pooledTotal
                                ? withPooled(pooledTotal, pooledCertified + 1)
                                : this;
                case PERMANENT -> {
                    boolean fits =
                            count(permanentCertified) < count(permanentTotal)
                                    && permanentTotal.isPresent()
                                    && end.compareTo(permanentTotal.get().endEpoch()) <= 0;
                    yield fits
                            ? withPermanent(
                                    permanentTotal,
                                    Optional.of(Permanents.plusOne(permanentCertified, end, event)))
                            : this;
                }
            };
        }

        private Valid minusOne(ObjectKind kind, boolean certified) {
            return switch (kind) {
                case DELETABLE ->
                        withDeletable(
                                Math.max(0, deletableTotal - 1),
                                lowered(deletableTotal, deletableCertified, certified));
                case POOLED ->
                        withPooled(
                                Math.max(0, pooledTotal - 1),
                                lowered(pooledTotal, pooledCertified, certified));
                case PERMANENT -> {
                    Optional<Permanents> total = Permanents.minusOne(permanentTotal);
                    boolean lower = certified || count(permanentCertified) > count(total);
                    yield withPermanent(
                            total,
                            lower ? Permanents.minusOne(permanentCertified) : permanentCertified);
                }
            };
        }

        private static long lowered(long total, long certified, boolean wasCertified) {
            long rest = wasCertified ? Math.max(0, certified - 1) : certified;
            return Math.min(rest, Math.max(0, total - 1));
        }
    }

    /// After the registration of an object.
    ///
    /// @param end first epoch in which it is over
    /// @param event the registration
    default BlobRecord registered(ObjectKind kind, Epoch end, EventId event) {
        return this instanceof Valid valid ? valid.plusOne(kind, end, event) : this;
    }

    /// After the certification of an object; without effect if no object is left to certify.
    ///
    /// @param end first epoch in which the object is over
    /// @param event the certification
    /// @param epoch when it happened
    default BlobRecord certified(ObjectKind kind, Epoch end, EventId event, Epoch epoch) {
        if (!(this instanceof Valid before)) {
            return this;
        }
        Valid after = before.plusOneCertified(kind, end, event);
        if (after.equals(before)) {
            return this;
        }
        Epoch since =
                before.initialCertifiedEpoch()
                        .filter(earlier -> isCertified(epoch) && earlier.compareTo(epoch) < 0)
                        .orElse(epoch);
        return after.certifiedSince(Optional.of(since));
    }

    /// After the end of an object was moved.
    ///
    /// @param end its new end
    /// @param event what moved it
    default BlobRecord extended(ObjectKind kind, Epoch end, EventId event) {
        if (!(this instanceof Valid valid) || kind != ObjectKind.PERMANENT) {
            return this; // because only permanent ends are kept with the blob
        }
        return valid.withPermanent(
                valid.permanentTotal().map(all -> all.endingAt(end, event)),
                valid.permanentCertified().map(all -> all.endingAt(end, event)));
    }

    /// After an object was deleted or came to its end.
    ///
    /// @param wasCertified whether it was certified
    default BlobRecord removed(ObjectKind kind, boolean wasCertified) {
        if (!(this instanceof Valid before)) {
            return this;
        }
        Valid after = before.minusOne(kind, wasCertified);
        return after.hasCertified() ? after : after.certifiedSince(Optional.empty());
    }

    /// After the blob was proved to be encoded wrongly. The first proof counts.
    default BlobRecord invalidated(EventId event) {
        return this instanceof Invalid ? this : new Invalid(event);
    }

    /// Whether somebody pays for the blob.
    default boolean isRegistered(Epoch now) {
        return this instanceof Valid valid
                && (valid.permanentTotal().filter(all -> all.isAlive(now)).isPresent()
                        || valid.deletableTotal() > 0
                        || valid.pooledTotal() > 0);
    }

    /// Whether a quorum said that it stores the blob, and somebody still pays for that.
    default boolean isCertified(Epoch now) {
        return this instanceof Valid valid
                && valid.initialCertifiedEpoch()
                        .filter(since -> since.compareTo(now) <= 0)
                        .isPresent()
                && (valid.permanentCertified().filter(all -> all.isAlive(now)).isPresent()
                        || valid.deletableCertified() > 0
                        || valid.pooledCertified() > 0);
    }

    /// Whether no object refers to the blob, so that the record says nothing.
    default boolean isEmpty() {
        return this instanceof Valid valid
                && valid.permanentTotal().isEmpty()
                && valid.deletableTotal() == 0
                && valid.pooledTotal() == 0;
    }

    /// Since when the blob has been certified, empty if it is not.
    default Optional<Epoch> certifiedSince(Epoch now) {
        return this instanceof Valid valid && isCertified(now)
                ? valid.initialCertifiedEpoch()
                : Optional.empty();
    }

    /// What the node says of the blob when it is asked.
    default BlobStatus status(Epoch now) {
        return switch (this) {
            case Invalid(EventId event) -> new BlobStatus.Invalid(event);
            case Valid valid -> statusOf(valid, now);
        };
    }

    private static BlobStatus statusOf(Valid valid, Epoch now) {
        DeletableCounts counts =
                new DeletableCounts(
                        valid.deletableTotal() + valid.pooledTotal(),
                        valid.deletableCertified() + valid.pooledCertified());
        Optional<Permanents> certified = valid.permanentCertified().filter(all -> all.isAlive(now));
        Optional<Permanents> total = valid.permanentTotal().filter(all -> all.isAlive(now));
        Optional<Permanents> shown = certified.or(() -> total);
        if (shown.isPresent()) {
            return new BlobStatus.Permanent(
                    shown.get().endEpoch(),
                    certified.isPresent(),
                    shown.get().event(),
                    counts,
                    valid.initialCertifiedEpoch());
        }
        return counts.total() > 0
                ? new BlobStatus.Deletable(counts, valid.initialCertifiedEpoch())
                : new BlobStatus.Nonexistent();
    }
}
