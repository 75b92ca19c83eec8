// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.crypto;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Optional;

/// The curve of network keys, NIST P-256. Only public values pass through the arithmetic here: it
/// takes a time that depends on them. Source: FIPS 186-5, SP 800-186 section 3.2.1.3.
final class P256 {
    static final ECParameterSpec PARAMETERS = parameters();

    private static final BigInteger PRIME = ((ECFieldFp) PARAMETERS.getCurve().getField()).getP();
    private static final BigInteger THREE = BigInteger.valueOf(3);

    private P256() {}

    /// The point with this abscissa and with an ordinate of this parity, if it is on the curve.
    static Optional<ECPoint> point(BigInteger x, boolean oddY) {
        if (x.compareTo(PRIME) >= 0) {
            return Optional.empty();
        }
        BigInteger square =
                x.modPow(THREE, PRIME)
                        .add(PARAMETERS.getCurve().getA().multiply(x))
                        .add(PARAMETERS.getCurve().getB())
                        .mod(PRIME);
        // because the prime is 3 modulo 4, this power is a root if there is one
        BigInteger y = square.modPow(PRIME.add(BigInteger.ONE).shiftRight(2), PRIME);
        if (!y.modPow(BigInteger.TWO, PRIME).equals(square)) {
            return Optional.empty();
        }
        return Optional.of(new ECPoint(x, y.testBit(0) == oddY ? y : PRIME.subtract(y)));
    }

    private static ECParameterSpec parameters() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has the curve secp256r1", e);
        }
    }
}
