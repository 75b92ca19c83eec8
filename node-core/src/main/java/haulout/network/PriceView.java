// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.network;

/// What storage costs and how much there is.
///
/// @param storage FROST per mebibyte of encoded bytes and epoch
/// @param write FROST per mebibyte of encoded bytes
/// @param totalBytes what the network can store
/// @param usedBytes what is sold of it
/// @param income FROST that the current epoch will distribute so far
public record PriceView(long storage, long write, long totalBytes, long usedBytes, long income) {}
