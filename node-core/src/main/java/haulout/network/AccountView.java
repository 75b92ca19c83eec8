// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.network;

import haulout.core.AccountAddress;
import java.util.List;
import java.util.Objects;

/// Somebody's money.
///
/// @param balance FROST that can be spent
public record AccountView(AccountAddress address, long balance, List<StakeView> stakes) {
    public AccountView {
        Objects.requireNonNull(address);
        stakes = List.copyOf(stakes);
    }
}
