// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import haulout.crypto.NetworkSecretKey;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Certificates as nodes show them, and spoilt in one way each.
final class TestCertificate {
    enum Flaw {
        NONE,
        AUTHORITY,
        NOT_FOR_SIGNATURES,
        NOT_FOR_SERVERS,
        NO_NAMES,
        UNKNOWN_CRITICAL_EXTENSION,
        EXPIRED
    }

    private TestCertificate() {}

    static X509Certificate of(NetworkSecretKey key, Flaw flaw, GeneralName... names) {
        try {
            return build(key, flaw, names);
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate build(NetworkSecretKey key, Flaw flaw, GeneralName... names)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        X500Name subject =
                new X500NameBuilder(BCStyle.INSTANCE)
                        .addRDN(BCStyle.CN, key.publicKey().serverName())
                        .build();
        PublicKey publicKey = key.publicKey().toJcaKey();
        Instant end =
                flaw == Flaw.EXPIRED
                        ? Instant.parse("2001-01-01T00:00:00Z")
                        : Instant.parse("4096-01-01T00:00:00Z");
        X509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        subject,
                        BigInteger.ONE,
                        Date.from(Instant.parse("1975-01-01T00:00:00Z")),
                        Date.from(end),
                        subject,
                        publicKey);
        if (flaw != Flaw.NO_NAMES) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
        switch (flaw) {
            case AUTHORITY ->
                    builder.addExtension(
                            Extension.basicConstraints, true, new BasicConstraints(true));
            case NOT_FOR_SIGNATURES ->
                    builder.addExtension(
                            Extension.keyUsage, true, new KeyUsage(KeyUsage.keyAgreement));
            case NOT_FOR_SERVERS ->
                    builder.addExtension(
                            Extension.extendedKeyUsage,
                            true,
                            new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            case UNKNOWN_CRITICAL_EXTENSION ->
                    builder.addExtension(
                            new org.bouncycastle.asn1.ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"),
                            true,
                            new byte[] {5, 0});
            case NONE, NO_NAMES, EXPIRED -> {}
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(key.toJcaKey())));
    }

    static GeneralName ip(String address) {
        return new GeneralName(GeneralName.iPAddress, address);
    }

    static GeneralName dns(String name) {
        return new GeneralName(GeneralName.dNSName, name);
    }

    /// What a server needs to show that certificate.
    static SSLContext server(NetworkSecretKey key, X509Certificate certificate) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "node", key.toJcaKey(), new char[0], new X509Certificate[] {certificate});
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, new SecureRandom());
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
