// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.core.BlobId;
import haulout.core.WireFormatException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/// A link by which somebody else can take a file out:
///
///     haulout:BLOB?name=NAME&until=SECONDS#KEY
///
/// with the blob ID in its usual form, the name percent-encoded, seconds since 1970 and the key in
/// base64url without padding. All but the blob may be missing. The key stands behind the number
/// sign, so that programs which hand links on do not send it.
///
/// @param name empty if it is not told
/// @param key of a locked file; empty if it is not locked, or the key goes another way
/// @param until when the network stops keeping it
public record ShareLink(
        BlobId blob, String name, Optional<ByteBuffer> key, Optional<Instant> until) {
    private static final String SCHEME = "haulout:";
    private static final int KEY_BYTES = 32;

    /// No name is longer, so no link is.
    private static final int MAX_TEXT = 4_096;

    public ShareLink {
        Objects.requireNonNull(blob);
        Objects.requireNonNull(name);
        key = key.map(ByteBuffer::asReadOnlyBuffer);
        Objects.requireNonNull(until);
    }

    /// The link as it is sent.
    public String text() {
        StringBuilder text = new StringBuilder(SCHEME).append(blob);
        char sign = '?';
        if (!name.isEmpty()) {
            text.append(sign)
                    .append("name=")
                    .append(URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
            sign = '&';
        }
        if (until.isPresent()) {
            text.append(sign).append("until=").append(until.get().getEpochSecond());
        }
        key.ifPresent(bytes -> text.append('#').append(encode(bytes)));
        return text.toString();
    }

    private static String encode(ByteBuffer key) {
        byte[] bytes = new byte[key.remaining()];
        key.duplicate().get(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Reads what somebody pasted; empty if it is no link, or a part of one is missing.
    public static Optional<ShareLink> parse(String pasted) {
        String text = pasted.strip();
        if (text.length() > MAX_TEXT || !text.startsWith(SCHEME)) {
            return Optional.empty();
        }
        String[] parts = text.substring(SCHEME.length()).split("#", 2);
        String[] address = parts[0].split("\\?", 2);
        try {
            Optional<ByteBuffer> key =
                    parts.length < 2
                            ? Optional.empty()
                            : Optional.of(ByteBuffer.wrap(Base64.getUrlDecoder().decode(parts[1])));
            if (key.filter(bytes -> bytes.remaining() != KEY_BYTES).isPresent()) {
                return Optional.empty();
            }
            String query = address.length < 2 ? "" : address[1];
            return Optional.of(
                    new ShareLink(
                            BlobId.parse(address[0]),
                            fileName(field(query, "name").orElse("")),
                            key,
                            field(query, "until")
                                    .map(Long::parseLong)
                                    .map(Instant::ofEpochSecond)));
        } catch (IllegalArgumentException | DateTimeException | WireFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> field(String query, String name) {
        for (String one : query.split("&", -1)) {
            if (one.startsWith(name + "=")) {
                String value = one.substring(name.length() + 1);
                return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    // whoever made the link must not choose a folder
    private static String fileName(String name) {
        return name.replaceAll("[\\p{Cntrl}/\\\\:]", "_");
    }
}
