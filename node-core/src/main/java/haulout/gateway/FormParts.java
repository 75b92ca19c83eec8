// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parts of a `multipart/form-data` body in a file: their names, and where their contents lie.
/// Only heads of parts are held in memory.
///
/// Source: RFC 7578, RFC 2046 section 5.1.
final class FormParts {
    /// Most parts: a quilt for 1000 shards has 667 columns at most, and a part for its tags.
    private static final int MAX_PARTS = 1000;

    /// Longest head of a part; a name has a kilobyte or so.
    private static final int MAX_HEAD_BYTES = 1 << 16;

    // RFC 2046: up to 70 characters
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i).*;\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;]{1,70})).*");
    private static final Pattern NAME =
            Pattern.compile("(?is).*[;\\s]name=\"((?:[^\"\\\\]|\\\\.)*)\".*");

    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private final byte[] delimiter;
    private long position;

    private FormParts(InputStream in, String boundary) {
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    }

    /// A part.
    ///
    /// @param start of its contents in the file
    record Part(String name, long start, long length) {}

    /// The parts of a body.
    ///
    /// @param contentType header of the request
    static List<Part> of(Path body, String contentType) throws IOException {
        Matcher matcher = BOUNDARY.matcher(contentType);
        if (!contentType.toLowerCase(java.util.Locale.ROOT).startsWith("multipart/form-data")
                || !matcher.matches()) {
            throw malformed("multipart/form-data with a boundary is needed");
        }
        String boundary =
                Optional.ofNullable(matcher.group(1))
                        .orElseGet(() -> String.valueOf(matcher.group(2)));
        try (InputStream in = new BufferedInputStream(Files.newInputStream(body), BUFFER_BYTES)) {
            return new FormParts(in, boundary).parts();
        }
    }

    private static RefusalException malformed(String what) {
        return new RefusalException(GatewayError.MALFORMED_REQUEST, what);
    }

    private List<Part> parts() throws IOException {
        // the first delimiter has no line before it when there is no preamble
        int matched = 2;
        skipTo(matched);
        List<Part> parts = new ArrayList<>();
        while (beginsPart()) {
            if (parts.size() == MAX_PARTS) {
                throw malformed("more than " + MAX_PARTS + " parts");
            }
            String name = name(head());
            long start = position;
            long end = skipTo(0);
            parts.add(new Part(name, start, end - start));
        }
        return parts;
    }

    /// After a delimiter: two hyphens end the body, white space and a line end begin a part.
    private boolean beginsPart() throws IOException {
        int first = next();
        if (first == '-') {
            return next() != '-';
        }
        int c = first;
        while (c == ' ' || c == '\t') {
            c = next();
        }
        if (c != '\r' || next() != '\n') {
            throw malformed("a boundary is followed by something else than a line end");
        }
        return true;
    }

    private String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4) {
            int c = next();
            boolean fits = ends % 2 == 0 ? c == '\r' : c == '\n';
            ends = fits ? ends + 1 : (c == '\r' ? 1 : 0);
            head.write(c);
            if (head.size() > MAX_HEAD_BYTES) {
                throw malformed("the head of a part is longer than " + MAX_HEAD_BYTES + " bytes");
            }
            if (head.size() == 2 && ends == 2) {
                return ""; // no headers at all
            }
        }
        return head.toString(StandardCharsets.UTF_8);
    }

    private static String name(String head) throws RefusalException {
        for (String line : head.split("\r\n", -1)) {
            Matcher matcher = NAME.matcher(line);
            if (line.regionMatches(true, 0, "content-disposition:", 0, 20) && matcher.matches()) {
                return String.valueOf(matcher.group(1))
                        .replace("%22", "\"")
                        .replaceAll("\\\\(.)", "$1");
            }
        }
        throw malformed("a part has no name");
    }

    private int next() throws IOException {
        int c = in.read();
        if (c < 0) {
            throw malformed("the body ends before its last boundary");
        }
        position++;
        return c;
    }

    /// Reads to behind the next delimiter.
    ///
    /// @param begun how much of it counts as read
    /// @return where it begins
    private long skipTo(int begun) throws IOException {
        int matched = begun;
        while (matched < delimiter.length) {
            int c = next();
            if (c == delimiter[matched]) {
                matched++;
            } else {
                // the delimiter's first byte, a carriage return, is nowhere else in it
                matched = c == delimiter[0] ? 1 : 0;
            }
        }
        return position - delimiter.length;
    }
}
