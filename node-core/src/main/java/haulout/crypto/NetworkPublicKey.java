// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.crypto;

import haulout.core.WireFormatException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/// A node's public network key: the P-256 key of its TLS certificate, by which other nodes and
/// clients know it. Keys are equal if their bytes are.
///
/// Source: walrus-storage-node-client `tls.rs`; SEC 1 section 2.3.3 for the bytes.
public final class NetworkPublicKey {
    /// Length of the compressed form: 02 or 03 for the parity of y, then x, most significant first.
    public static final int BYTES = 33;

    private static final String WHAT = "network public key";
    private static final String DOMAIN = ".network.walrus.alt";
    private static final int NAME_BYTES = 4;

    private final byte[] compressed;
    private final ECPoint point;

    private NetworkPublicKey(byte[] compressed, ECPoint point) {
        this.compressed = compressed;
        this.point = point;
    }

    /// Reads a compressed key.
    ///
    /// @throws WireFormatException if the bytes are not a compressed point of the curve
    public static NetworkPublicKey decode(byte[] bytes) throws WireFormatException {
        if (bytes.length != BYTES) {
            throw new WireFormatException(WHAT, 0, BYTES + " bytes", bytes.length + " bytes");
        }
        if (bytes[0] != 2 && bytes[0] != 3) {
            throw new WireFormatException(WHAT, 0, "02 or 03", "byte " + (bytes[0] & 0xFF));
        }
        BigInteger x = new BigInteger(1, bytes, 1, BYTES - 1);
        ECPoint point =
                P256.point(x, bytes[0] == 3)
                        .orElseThrow(() ->
                                new WireFormatException(
                                        WHAT, 1, "a point of the curve", "other bytes"));
        return new NetworkPublicKey(bytes.clone(), point);
    }

    /// The key with this point of the curve.
    static NetworkPublicKey of(ECPoint point) {
        byte[] compressed = new byte[BYTES];
        compressed[0] = (byte) (point.getAffineY().testBit(0) ? 3 : 2);
        byte[] x = point.getAffineX().toByteArray();
        int length = Math.min(x.length, BYTES - 1);
        System.arraycopy(x, x.length - length, compressed, BYTES - length, length);
        return new NetworkPublicKey(compressed, point);
    }

    /// The key that a certificate contains.
    ///
    /// @throws WireFormatException if it is a key of another curve
    public static NetworkPublicKey of(ECPublicKey key) throws WireFormatException {
        NetworkPublicKey own = of(key.getW());
        NetworkPublicKey onCurve = decode(own.compressed);
        if (!onCurve.point.equals(key.getW())
                || !P256.PARAMETERS.getCurve().equals(key.getParams().getCurve())) {
            throw new WireFormatException(WHAT, 0, "a key of P-256", "one of another curve");
        }
        return onCurve;
    }

    /// The key in the form that the JDK works with.
    public ECPublicKey toJcaKey() {
        try {
            return (ECPublicKey)
                    KeyFactory.getInstance("EC")
                            .generatePublic(new ECPublicKeySpec(point, P256.PARAMETERS));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("point " + this + " was checked before", e);
        }
    }

    /// The name in the node's TLS certificate: the first four bytes of the key, each in lower-case
    /// hex **without zero padding**, then the domain. Bytes 03 0a 00 ff give
    /// `3a0ff.network.walrus.alt`.
    public String serverName() {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < NAME_BYTES; i++) {
            name.append(Integer.toHexString(compressed[i] & 0xFF));
        }
        return name.append(DOMAIN).toString();
    }

    /// The compressed form, 33 bytes in a new array.
    public byte[] toBytes() {
        return compressed.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NetworkPublicKey that && Arrays.equals(compressed, that.compressed);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(compressed);
    }

    /// The compressed form in lower-case hex.
    @Override
    public String toString() {
        return HexFormat.of().formatHex(compressed);
    }
}
