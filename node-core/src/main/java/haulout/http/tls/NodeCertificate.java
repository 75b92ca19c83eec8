// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.tls;

import haulout.core.WireFormatException;
import haulout.crypto.NetworkPublicKey;
import haulout.crypto.NetworkSecretKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Certificates of a node, all for its network key, which clients pin.
///
/// The self-signed one is what the reference client wants to the byte: issuer and subject are one
/// CN as UTF8String, because the client compares their DER with its own; the names of the key and
/// of the host stand beside it; there are no basic constraints, because the client refuses an
/// authority; the key is a point in the uncompressed form on a named curve.
///
/// Source: walrus-protocol section 5.9.
public final class NodeCertificate {
    /// Beginning and end of the self-signed certificate, those of the reference. Whoever pins a key
    /// does not look at them, but a certificate has to have them.
    public static final Instant NOT_BEFORE = Instant.parse("1975-01-01T00:00:00Z");

    /// See [#NOT_BEFORE].
    public static final Instant NOT_AFTER = Instant.parse("4096-01-01T00:00:00Z");

    /// A chain of an authority has three or four certificates of 2 KB.
    private static final int MAX_FILE_BYTES = 1 << 16;

    private static final int SERIAL_BITS = 63;
    private static final ASN1ObjectIdentifier COMMON_NAME = new ASN1ObjectIdentifier("2.5.4.3");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private NodeCertificate() {}

    /// A self-signed certificate.
    ///
    /// @param host the node's public host: a DNS name, or an IP address without brackets
    /// @param random for the serial number, which nothing depends on
    public static X509Certificate selfSigned(
            NetworkSecretKey key, String host, RandomGenerator random) {
        NetworkPublicKey publicKey = key.publicKey();
        String name = publicKey.serverName();
        X500Name subject =
                new X500Name(
                        new RDN[] {
                            new RDN(new AttributeTypeAndValue(COMMON_NAME, new DERUTF8String(name)))
                        });
        BigInteger serial =
                BigInteger.valueOf(random.nextLong() >>> (Long.SIZE - SERIAL_BITS))
                        .add(BigInteger.ONE);
        try {
            X509v3CertificateBuilder builder =
                    new X509v3CertificateBuilder(
                            subject,
                            serial,
                            Date.from(NOT_BEFORE),
                            Date.from(NOT_AFTER),
                            subject,
                            // the JDK writes the curve's name and an uncompressed point
                            SubjectPublicKeyInfo.getInstance(publicKey.toJcaKey().getEncoded()));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(
                            new GeneralName[] {
                                new GeneralName(GeneralName.dNSName, name), hostName(host)
                            }));
            X509CertificateHolder holder =
                    builder.build(
                            new JcaContentSignerBuilder("SHA256withECDSA").build(key.toJcaKey()));
            return parse(holder.getEncoded()).getFirst();
        } catch (OperatorCreationException | IOException | CertificateException e) {
            throw new IllegalStateException("self-signed certificate for " + name, e);
        }
    }

    private static GeneralName hostName(String host) {
        boolean address = host.indexOf(':') >= 0 || IPV4.matcher(host).matches();
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host);
    }

    /// Reads a certificate of an authority, its own first, then those above it.
    ///
    /// @param file PEM
    /// @param key the network key, which the certificate must be for
    /// @throws IOException if the file cannot be read
    /// @throws WireFormatException if it has no certificate, or one of another key
    public static List<X509Certificate> load(Path file, NetworkPublicKey key) throws IOException {
        long size = Files.size(file);
        if (size > MAX_FILE_BYTES) {
            throw new WireFormatException(
                    "certificate file", 0, "at most " + MAX_FILE_BYTES + " bytes", size + " bytes");
        }
        try {
            List<X509Certificate> chain = parse(Files.readAllBytes(file));
            if (chain.isEmpty()) {
                throw new WireFormatException("certificate file", 0, "a certificate", "none");
            }
            if (!(chain.getFirst().getPublicKey() instanceof ECPublicKey own)
                    || !NetworkPublicKey.of(own).equals(key)) {
                throw new WireFormatException(
                        "certificate file", 0, "a certificate for the network key", "another key");
            }
            return chain;
        } catch (GeneralSecurityException e) {
            throw new WireFormatException(
                    "certificate file", 0, "X.509 certificates in PEM", "other bytes", e);
        }
    }

    private static List<X509Certificate> parse(byte[] bytes) throws CertificateException {
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate certificate :
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(bytes))) {
            chain.add((X509Certificate) certificate);
        }
        return List.copyOf(chain);
    }
}
