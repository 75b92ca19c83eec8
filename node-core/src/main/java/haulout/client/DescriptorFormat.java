// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.client.PeerClients.Scheme;
import haulout.core.AccountAddress;
import haulout.core.EncodingConfig;
import haulout.core.Epoch;
import haulout.core.NodeId;
import haulout.core.ShardIndex;
import haulout.core.WireFormatException;
import haulout.crypto.BlsPublicKey;
import haulout.crypto.NetworkPublicKey;
import haulout.ledger.Committee;
import haulout.wire.WireJson;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads one network descriptor.
final class DescriptorFormat {
    static final String OBJECT_PLACE = "{objectId}";

    /// What stands for an object while a template is checked.
    private static final String SOME_OBJECT = "0x00";

    // as many as the public network may ever have
    private static final int MAX_NODES = 4096;
    private static final int MAX_NAME_CHARS = 200;
    private static final int MAX_URL_CHARS = 2000;
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1\\]");

    private final JsonNode json;

    DescriptorFormat(JsonNode json) {
        this.json = json;
    }

    NetworkDescriptor read() throws WireFormatException {
        int shards = (int) WireJson.number(json, "nShards", 0xFFFF);
        if (shards < EncodingConfig.MIN_ENCODABLE_SHARDS) {
            throw wrong(
                    "nShards",
                    "at least " + EncodingConfig.MIN_ENCODABLE_SHARDS,
                    Integer.toString(shards));
        }
        Epoch epoch = new Epoch(WireJson.number(json, "epoch", Epoch.MAX_VALUE));
        long epochs =
                json.has("epochs")
                        ? WireJson.number(json, "epochs", NetworkDescriptor.MAX_EPOCHS)
                        : 1;
        Optional<AccountAddress> owner =
                json.has("owner")
                        ? Optional.of(AccountAddress.parse(WireJson.text(json, "owner")))
                        : Optional.empty();
        Optional<String> register = service("register");
        Optional<String> certify = service("certify");
        if (certify.isPresent() && !certify.get().contains(OBJECT_PLACE)) {
            throw wrong("certify", "a URL with " + OBJECT_PLACE, "one without");
        }
        Nodes nodes = nodes(shards);
        return new NetworkDescriptor(
                committee(epoch, shards, nodes.members()),
                nodes.scheme(),
                Math.max(1, epochs),
                owner,
                register.map(URI::create),
                certify);
    }

    private record Nodes(Scheme scheme, List<Committee.Member> members) {}

    private Nodes nodes(int shardCount) throws WireFormatException {
        JsonNode list = WireJson.field(json, "nodes");
        if (!list.isArray() || list.isEmpty() || list.size() > MAX_NODES) {
            throw wrong("nodes", "a list of 1 to " + MAX_NODES, list.size() + " nodes");
        }
        List<Committee.Member> members = new ArrayList<>();
        Scheme scheme = null;
        Set<NodeId> ids = new HashSet<>();
        Set<BlsPublicKey> keys = new HashSet<>();
        for (JsonNode node : list) {
            URI url = url("url", WireJson.text(node, "url"));
            Scheme own = "https".equals(url.getScheme()) ? Scheme.HTTPS : Scheme.PLAIN_HTTP;
            if (scheme != null && scheme != own) {
                throw wrong("nodes", "all with or all without TLS", "both");
            }
            scheme = own;
            Committee.Member member = member(node, url, shardCount);
            if (!ids.add(member.nodeId()) || !keys.add(member.publicKey())) {
                throw wrong("nodes", "different nodes", "one of them twice");
            }
            members.add(member);
        }
        return new Nodes(scheme == null ? Scheme.HTTPS : scheme, members);
    }

    private static Committee.Member member(JsonNode node, URI url, int shardCount)
            throws WireFormatException {
        if (!url.getRawPath().isEmpty() && !url.getRawPath().equals("/")) {
            throw wrong("url", "a node's URL without a path", "one with a path");
        }
        List<ShardIndex> shards = new ArrayList<>();
        for (int shard : WireJson.numbers(node, "shards", shardCount - 1, shardCount)) {
            shards.add(new ShardIndex(shard));
        }
        String host = String.valueOf(url.getHost());
        int standard = "https".equals(url.getScheme()) ? 443 : 80;
        String address = host + ":" + (url.getPort() < 0 ? standard : url.getPort());
        PeerAddress.parse(address);
        return new Committee.Member(
                NodeId.parse(WireJson.text(node, "nodeId")),
                name(WireJson.text(node, "name")),
                BlsPublicKey.decode(hex(node, "publicKey", BlsPublicKey.BYTES)),
                NetworkPublicKey.decode(hex(node, "networkPublicKey", NetworkPublicKey.BYTES)),
                address,
                shards);
    }

    private static Committee committee(Epoch epoch, int shards, List<Committee.Member> members)
            throws WireFormatException {
        int held = members.stream().mapToInt(member -> member.shards().size()).sum();
        if (held != shards) {
            throw wrong("shards", "all " + shards + " shards once", held + " shards");
        }
        try {
            return new Committee(epoch, shards, members);
        } catch (IllegalArgumentException e) {
            throw new WireFormatException(
                    "field shards", 0, "every shard once", "one of them twice", e);
        }
    }

    /// Shown to people, in terminals too.
    private static String name(String text) throws WireFormatException {
        if (text.isEmpty()
                || text.length() > MAX_NAME_CHARS
                || text.codePoints().anyMatch(DescriptorFormat::isUnprintable)) {
            throw wrong("name", "1 to " + MAX_NAME_CHARS + " printable characters", "other text");
        }
        return text;
    }

    private static boolean isUnprintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
    }

    private static byte[] hex(JsonNode node, String field, int byteCount)
            throws WireFormatException {
        String text = WireJson.text(node, field);
        String digits = text.startsWith("0x") ? text.substring(2) : text;
        if (digits.length() != 2 * byteCount) {
            throw wrong(field, 2 * byteCount + " hex digits", digits.length() + " characters");
        }
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException e) {
            throw new WireFormatException("field " + field, 0, "hex digits", "others", e);
        }
    }

    /// Anyone on this computer may use a practice network's account, and no one else: a descriptor
    /// that sends registrations elsewhere is not one of a practice network.
    private Optional<String> service(String name) throws WireFormatException {
        if (!json.has(name)) {
            return Optional.empty();
        }
        String text = WireJson.text(WireJson.object(json, name), "url");
        URI url = url(name, text.replace(OBJECT_PLACE, SOME_OBJECT));
        if (!LOOPBACK.matcher(String.valueOf(url.getHost()).toLowerCase(Locale.ROOT)).matches()) {
            throw wrong(name, "a URL on this computer", "another");
        }
        return Optional.of(text);
    }

    private static URI url(String field, String text) throws WireFormatException {
        try {
            URI url = new URI(text.length() <= MAX_URL_CHARS ? text : "");
            String scheme = url.getScheme();
            boolean isPlain = url.getRawUserInfo() == null && url.getRawFragment() == null;
            if (("http".equals(scheme) || "https".equals(scheme))
                    && isPlain
                    && isGiven(url.getHost())
                    && url.getPort() <= 0xFFFF) {
                return url;
            }
            throw wrong(field, "a URL with http or https and a host", "another text");
        } catch (URISyntaxException e) {
            throw new WireFormatException("field " + field, 0, "a URL", "another text", e);
        }
    }

    private static boolean isGiven(@Nullable String text) {
        return text != null && !text.isEmpty();
    }

    private static WireFormatException wrong(String field, String expected, String actual) {
        return new WireFormatException("field " + field, 0, expected, actual);
    }
}
