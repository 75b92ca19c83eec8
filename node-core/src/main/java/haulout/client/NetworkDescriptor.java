// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import haulout.client.PeerClients.Scheme;
import haulout.core.AccountAddress;
import haulout.core.EncodingConfig;
import haulout.core.Epoch;
import haulout.core.WireFormatException;
import haulout.ledger.Committee;
import haulout.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/// How to use a network that has no chain: its committee, and where blobs are registered and
/// certified. A JSON document that a practice network writes. Immutable.
///
/// Whoever wrote the file is not trusted further than that its owner chose it: all sizes are
/// bounded, and registrations go to this computer only.
///
/// @param committee its members in the order of signer indices, with all shards among them
/// @param scheme how the nodes are asked
/// @param epochs for how many epochs blobs are stored unless it is said, at least 1
/// @param owner account that owns what is stored, if one is named
/// @param registerUrl takes registrations, if it is offered
/// @param certifyUrl takes certificates, if it is offered; `{objectId}` stands for the object
public record NetworkDescriptor(
        Committee committee,
        Scheme scheme,
        long epochs,
        Optional<AccountAddress> owner,
        Optional<URI> registerUrl,
        Optional<String> certifyUrl) {
    /// Longest document: 1000 nodes with 65 535 shards need less than a tenth.
    public static final int MAX_BYTES = 8 << 20;

    /// Most epochs that a storage space can be bought for at a time, with room for any network.
    public static final long MAX_EPOCHS = 10_000;

    public NetworkDescriptor {
        Objects.requireNonNull(committee);
        Objects.requireNonNull(scheme);
        Objects.requireNonNull(owner);
        Objects.requireNonNull(registerUrl);
        Objects.requireNonNull(certifyUrl);
    }

    /// The epoch for which it was written.
    public Epoch epoch() {
        return committee.epoch();
    }

    /// Number of shards and what follows from it.
    public EncodingConfig config() {
        return new EncodingConfig(committee.shardCount());
    }

    /// How many nodes there are.
    public int nodeCount() {
        return committee.members().size();
    }

    /// The nodes, each with what asks it.
    ///
    /// @throws WireFormatException if a node has no usable address
    public NetworkPeers peers(PeerClients clients) throws WireFormatException {
        return NetworkPeers.of(committee, clients);
    }

    /// Reads a file.
    ///
    /// @throws WireFormatException if it is no descriptor
    public static NetworkDescriptor read(Path file) throws IOException, WireFormatException {
        try (InputStream in = Files.newInputStream(file)) {
            return parse(in.readNBytes(MAX_BYTES + 1));
        }
    }

    /// Reads a document. Unknown fields are ignored.
    ///
    /// @throws WireFormatException if it is anything else
    public static NetworkDescriptor parse(byte[] utf8) throws WireFormatException {
        return new DescriptorFormat(WireJson.parse("network descriptor", utf8, MAX_BYTES)).read();
    }

    /// Where the certificate of an object goes.
    ///
    /// @param object its text form
    public Optional<URI> certifyUrl(String object) {
        return certifyUrl.map(
                url -> URI.create(url.replace(DescriptorFormat.OBJECT_PLACE, object)));
    }
}
