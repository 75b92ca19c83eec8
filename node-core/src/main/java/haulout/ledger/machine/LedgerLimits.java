// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

/// How much a ledger holds at most. Past a limit a command is refused with `ledger::ELimitReached`,
/// so that no sender can fill the memory of those who follow the ledger.
///
/// All of it is in memory: at 200 to 400 bytes per row the whole stays under a gigabyte. A home
/// network stays below by orders of magnitude.
public final class LedgerLimits {
    /// Accounts that ever held money.
    public static final int MAX_ACCOUNTS = 200_000;

    /// Registered nodes; the network that this follows has about a hundred.
    public static final int MAX_NODES = 1_000;

    /// Stakes that have not been taken out.
    public static final int MAX_STAKES = 200_000;

    /// Pieces of space without a blob.
    public static final int MAX_SPACES = 500_000;

    /// Blob objects.
    public static final int MAX_BLOBS = 500_000;

    /// Blobs known to be encoded wrongly.
    public static final int MAX_INVALID_BLOBS = 500_000;

    /// Attributes of a blob.
    public static final int MAX_ATTRIBUTES = 32;

    /// Bytes of the key of an attribute.
    public static final int MAX_ATTRIBUTE_KEY_BYTES = 64;

    /// Bytes of the value of an attribute.
    public static final int MAX_ATTRIBUTE_VALUE_BYTES = 1_024;

    /// Bytes of a node's name; the contract's limit.
    public static final int MAX_NAME_BYTES = 100;

    /// Bytes of a node's address; the contract's limit.
    public static final int MAX_ADDRESS_BYTES = 259;

    /// Bytes of each text in which a node's operator describes it.
    public static final int MAX_DESCRIPTION_BYTES = 1_024;

    /// Bytes of a message that nodes sign; the longest of the protocol has 87.
    public static final int MAX_STATEMENT_BYTES = 1_024;

    /// Bytes of a bitmap of signers: one bit for each of at most 65 535 members.
    public static final int MAX_BITMAP_BYTES = 8_192;

    private LedgerLimits() {}
}
