// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A file that only the holder of its key can read:
///
///     "HAULOCK1"   8 bytes
///     chunks       each AES-256-GCM of 65 536 bytes of the file, the last of 0 to 65 536; 16 bytes of tag
///
/// The nonce of a chunk is its number (8 bytes, big endian), three zeros, and 1 for the last chunk or
/// 0. So chunks can be neither moved, left out, added nor cut off. A key is made for one file and
/// used for no other, which is why counting nonces never repeat under one key (the STREAM
/// construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015, section 7).
final class LockedFile {
    /// Bytes of a key.
    static final int KEY_BYTES = 32;

    private static final byte[] MAGIC = "HAULOCK1".getBytes(StandardCharsets.US_ASCII);
    private static final int CHUNK_BYTES = 1 << 16;
    private static final int TAG_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int LAST_FLAG = NONCE_BYTES - 1;

    private LockedFile() {}

    /// How long a locked file is.
    static long lockedBytes(long bytes) {
        long chunks = Math.max(1, Math.ceilDiv(bytes, CHUNK_BYTES));
        return MAGIC.length + bytes + chunks * TAG_BYTES;
    }

    /// A new key.
    static byte[] newKey(RandomGenerator random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    /// The key for a file as it is now. A transfer that goes on after a restart locks its file
    /// again: the same bytes get the same key, so that the same pieces come of them; bytes that
    /// were changed meanwhile get another, because no key may ever meet two contents.
    ///
    /// @param secret of the transfer, from [#newKey]
    /// @param in read to its end, stays the caller's
    /// @return HMAC-SHA-256 of the file's SHA-256, under the secret
    static byte[] keyOf(byte[] secret, InputStream in) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(digest.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256 and its HMAC", e);
        }
    }

    /// Locks a file.
    ///
    /// @param in read to its end, stays the caller's
    /// @param out stays the caller's
    static void lock(InputStream in, OutputStream out, byte[] key) throws IOException {
        out.write(MAGIC);
        byte[] now = in.readNBytes(CHUNK_BYTES);
        for (long number = 0; ; number++) {
            byte[] next = now.length < CHUNK_BYTES ? new byte[0] : in.readNBytes(CHUNK_BYTES);
            boolean last = next.length == 0;
            out.write(crypt(Cipher.ENCRYPT_MODE, key, number, last, now));
            if (last) {
                return;
            }
            now = next;
        }
    }

    /// Opens a locked file.
    ///
    /// @param in read to its end, stays the caller's
    /// @param out stays the caller's; what is in it when this fails is to be thrown away
    /// @throws IOException also if it is no locked file, was changed, or has another key
    static void open(InputStream in, OutputStream out, byte[] key) throws IOException {
        byte[] magic = new byte[MAGIC.length];
        try {
            new DataInputStream(in).readFully(magic);
        } catch (EOFException e) {
            throw new IOException("no locked file: it is too short", e);
        }
        if (!Arrays.equals(magic, MAGIC)) {
            throw new IOException("no locked file");
        }
        int whole = CHUNK_BYTES + TAG_BYTES;
        byte[] now = in.readNBytes(whole);
        for (long number = 0; ; number++) {
            byte[] next = now.length < whole ? new byte[0] : in.readNBytes(whole);
            boolean last = next.length == 0;
            out.write(crypt(Cipher.DECRYPT_MODE, key, number, last, now));
            if (last) {
                return;
            }
            now = next;
        }
    }

    private static byte[] crypt(int mode, byte[] key, long number, boolean last, byte[] chunk)
            throws IOException {
        byte[] nonce = ByteBuffer.allocate(NONCE_BYTES).putLong(number).array();
        nonce[LAST_FLAG] = (byte) (last ? 1 : 0);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    mode,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
            return cipher.doFinal(chunk);
        } catch (GeneralSecurityException e) {
            throw new IOException("the file was changed, or is locked with another key", e);
        }
    }
}
