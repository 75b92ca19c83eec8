// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.WireFormatException;
import haulout.wire.bcs.BcsReader;
import haulout.wire.bcs.BcsWriter;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the owner of a blob has written on it: whether it is a quilt, its media type, and so on.
///
/// @param entries value by key, sorted by key, within the limits of [LedgerLimits]
public record BlobAttributes(SortedMap<String, String> entries) {
    /// No attributes.
    public static final BlobAttributes NONE = new BlobAttributes(new TreeMap<>());

    public BlobAttributes {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    /// The attributes of a map.
    public static BlobAttributes of(Map<String, String> entries) {
        return entries.isEmpty() ? NONE : new BlobAttributes(new TreeMap<>(entries));
    }

    void write(BcsWriter writer) {
        writer.map(entries, BcsWriter::string, BcsWriter::string);
    }

    static BlobAttributes read(BcsReader reader) throws WireFormatException {
        return of(
                reader.map(
                        "attributes",
                        2,
                        LedgerLimits.MAX_ATTRIBUTES,
                        r -> r.string("key", LedgerLimits.MAX_ATTRIBUTE_KEY_BYTES),
                        r -> r.string("value", LedgerLimits.MAX_ATTRIBUTE_VALUE_BYTES)));
    }
}
