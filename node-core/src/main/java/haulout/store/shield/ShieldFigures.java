// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.shield;

/// What the shield has and has done since it was opened.
///
/// @param parityFiles segments that have parity on a drive that is there
/// @param parityBytes what that takes
/// @param unshieldedSegments segments that should have parity and have none yet
/// @param madeFiles parity files made
/// @param codedBytes bytes of segments that were coded for that
/// @param checkedBytes bytes that the scrub has read
/// @param damagedBlocks blocks of up to 64 KB, of data or parity, that were found damaged
/// @param mendedBlocks of these, those that are as they were again
/// @param lostRecords records that were beyond mending
/// @param recoveredRecords records that were lost and are there again
public record ShieldFigures(
        long parityFiles,
        long parityBytes,
        long unshieldedSegments,
        long madeFiles,
        long codedBytes,
        long checkedBytes,
        long damagedBlocks,
        long mendedBlocks,
        long lostRecords,
        long recoveredRecords) {}
