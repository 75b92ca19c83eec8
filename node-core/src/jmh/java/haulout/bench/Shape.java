// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.bench;

import haulout.core.EncodingConfig;

/// A number of shards and a blob's size, written such as `1000/32M`.
///
/// @param config the number of shards
/// @param blobBytes length of the blob; M and K are 2^20 and 2^10 bytes
record Shape(EncodingConfig config, int blobBytes) {
    static Shape parse(String text) {
        int slash = text.indexOf('/');
        int shards = Integer.parseInt(text.substring(0, slash));
        String size = text.substring(slash + 1);
        int last = size.length() - 1;
        int bytes =
                switch (size.charAt(last)) {
                    case 'M' -> Integer.parseInt(size.substring(0, last)) << 20;
                    case 'K' -> Integer.parseInt(size.substring(0, last)) << 10;
                    default -> Integer.parseInt(size);
                };
        return new Shape(new EncodingConfig(shards), bytes);
    }

    int symbolBytes() {
        return config.symbolBytes(blobBytes);
    }

    byte[] blob() {
        return SampleBytes.make(blobBytes, 1);
    }
}
