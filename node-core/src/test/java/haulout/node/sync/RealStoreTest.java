// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import haulout.client.BlobCoding;
import haulout.client.NetworkPeers;
import haulout.client.Pause;
import haulout.client.publish.PublishLimits;
import haulout.client.publish.PublishListener;
import haulout.client.publish.Publisher;
import haulout.client.publish.RegisteredBlob;
import haulout.client.publish.Registrar;
import haulout.client.publish.RegistrarException;
import haulout.client.publish.RegistrationRequest;
import haulout.client.publish.StoreOutcome;
import haulout.client.read.Aggregator;
import haulout.client.read.ReadLimits;
import haulout.client.read.ReadListener;
import haulout.client.read.ReadOutcome;
import haulout.core.Epoch;
import haulout.redstuff.BlobSource;
import haulout.redstuff.BlobTarget;
import haulout.redstuff.ConsistencyCheck;
import haulout.redstuff.Crew;
import haulout.redstuff.Kernels;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.testing.TestSeed;
import haulout.wire.CertificateVerdict;
import haulout.wire.MessageCertificate;
import haulout.wire.Threshold;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Publisher and aggregator on real nodes over real HTTPS.
@Timeout(300)
class RealStoreTest {
    @TempDir private Path folder;
    private final Random random = TestSeed.random("RealStoreTest", 5);

    private static Registrar registrar(RealNetwork network, NetworkPeers peers) {
        return new Registrar() {
            @Override
            public RegisteredBlob register(RegistrationRequest request) {
                return new RegisteredBlob(network.register(request.metadata()), new Epoch(100));
            }

            @Override
            public void certify(
                    RegisteredBlob registered,
                    VerifiedBlobMetadata metadata,
                    MessageCertificate certificate)
                    throws RegistrarException {
                if (!(certificate.verify(peers.signers(peers.epoch()), Threshold.QUORUM)
                        instanceof CertificateVerdict.Accepted)) {
                    throw new RegistrarException(RegistrarException.Kind.REFUSED, "wrong");
                }
                network.certify(metadata, registered.object());
            }
        };
    }

    @Test
    void blobsAreStoredAndReadWithANodeAway() throws Exception {
        RealNetwork network = new RealNetwork(random, 2, 2, 2, 3, 2, 2);
        ExecutorService threads =
                Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory());
        try {
            NetworkPeers peers = NetworkPeers.of(network.committee(), network.clients);
            BlobCoding coding = new BlobCoding(Kernels::scalar, threads, Crew.solo(), 2);
            for (int size : new int[] {0, 1, 50_000, 2_000_000}) {
                byte[] blob = new byte[size];
                random.nextBytes(blob);
                StoreOutcome.Certified done =
                        assertInstanceOf(
                                StoreOutcome.Certified.class,
                                new Publisher(
                                                () -> peers,
                                                registrar(network, peers),
                                                coding,
                                                PublishLimits.home(),
                                                network.executor,
                                                Pause.real(),
                                                random,
                                                folder,
                                                fault -> {})
                                        .store(
                                                BlobSource.of(blob),
                                                new RegistrationRequest.Options(
                                                        1, false, Optional.empty(), Map.of()),
                                                PublishListener.NONE));
                assertEquals(9, done.tally().neededShards());
                if (network.peers.get(3).isUp()) {
                    network.peers.get(3).stop();
                }
                byte[] read = new byte[size];
                assertInstanceOf(
                        ReadOutcome.Read.class,
                        new Aggregator(
                                        () -> peers,
                                        coding,
                                        ReadLimits.home(),
                                        network.executor,
                                        Pause.real(),
                                        random,
                                        folder,
                                        fault -> {})
                                .read(
                                        done.metadata().blobId(),
                                        _ -> BlobTarget.of(read),
                                        ConsistencyCheck.STRICT,
                                        ReadListener.NONE));
                assertArrayEquals(blob, read);
            }
        } finally {
            threads.shutdownNow();
            network.close();
        }
    }
}
