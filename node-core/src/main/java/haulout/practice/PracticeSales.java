// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.core.AccountAddress;
import haulout.core.BlobId;
import haulout.core.ObjectId;
import haulout.gateway.GatewayLedger;
import haulout.ledger.embedded.EmbeddedLedger;
import haulout.ledger.machine.LedgerRows;
import java.util.Comparator;
import java.util.Optional;

/// What publisher and aggregator see of a practice ledger: the faucet pays, and what is stored is
/// the owner's.
///
/// Threads: any.
final class PracticeSales implements GatewayLedger {
    private final EmbeddedLedger ledger;
    private final AccountAddress owner;

    PracticeSales(EmbeddedLedger ledger, AccountAddress owner) {
        this.ledger = ledger;
        this.owner = owner;
    }

    @Override
    public long epoch() {
        return ledger.epoch().value();
    }

    @Override
    public Sale sale() {
        return new LedgerRegistrar(ledger, ledger.rules().host(), owner);
    }

    @Override
    public Optional<BlobObject> object(ObjectId object) {
        return ledger.read(view -> Optional.ofNullable(view.blobs().get(object)))
                .map(row -> view(object, row));
    }

    @Override
    public Optional<BlobObject> certified(BlobId blobId, long endEpoch) {
        return ledger
                .read(view ->
                        view.blobs().entrySet().stream()
                                .filter(entry -> entry.getValue().blobId().equals(blobId))
                                .map(entry -> view(entry.getKey(), entry.getValue()))
                                .toList())
                .stream()
                .filter(blob -> blob.certifiedEpoch().isPresent() && !blob.isDeletable())
                .filter(blob -> blob.endEpoch() >= endEpoch)
                .max(Comparator.comparingLong(BlobObject::endEpoch));
    }

    private static BlobObject view(ObjectId object, LedgerRows.BlobRow row) {
        var term = row.term();
        return new BlobObject(
                object,
                row.blobId(),
                row.registeredEpoch(),
                term.isCertified() ? Optional.of(term.certifiedEpoch()) : Optional.empty(),
                row.blobBytes(),
                term.isDeletable(),
                row.spaceId(),
                term.space().startEpoch(),
                term.space().endEpoch(),
                term.space().bytes(),
                row.attributes().entries());
    }
}
