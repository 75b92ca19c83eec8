// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import haulout.client.publish.RegisteredBlob;
import haulout.client.publish.RegistrarException;
import haulout.core.EncodingConfig;
import haulout.core.Epoch;
import haulout.core.Hash32;
import haulout.core.ObjectId;
import haulout.crypto.UncheckedBlsSignature;
import haulout.ledger.embedded.EmbeddedLedger;
import haulout.ledger.machine.SmallNetwork;
import haulout.store.sqlite.SqliteLedgerJournal;
import haulout.testing.EncodedBlob;
import haulout.wire.MessageCertificate;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerRegistrarTest {
    @TempDir private Path folder;

    @Test
    void aCertificateOfALargerCommitteeIsRefusedAndNoMistake() throws Exception {
        try (SqliteLedgerJournal journal =
                        SqliteLedgerJournal.open(folder.resolve("ledger.db"), Runnable::run);
                EmbeddedLedger ledger =
                        EmbeddedLedger.open(
                                journal,
                                SmallNetwork::rules,
                                () -> Instant.ofEpochMilli(SmallNetwork.START))) {
            LedgerRegistrar registrar = LedgerRegistrar.goingOn(ledger, SmallNetwork.OPERATOR);
            MessageCertificate certificate =
                    new MessageCertificate(
                            List.of(0, 7),
                            new byte[] {1},
                            UncheckedBlsSignature.parseBase64(
                                    Base64.getEncoder().encodeToString(new byte[96])));
            RegisteredBlob blob =
                    new RegisteredBlob(new ObjectId(new Hash32(1, 2, 3, 4)), new Epoch(3));
            RegistrarException refused =
                    assertThrows(
                            RegistrarException.class,
                            () ->
                                    registrar.certify(
                                            blob,
                                            EncodedBlob.of(new EncodingConfig(13), 1000, 5)
                                                    .metadata(),
                                            certificate));
            assertEquals(RegistrarException.Kind.REFUSED, refused.kind());
        }
    }
}
