// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import java.util.List;
import java.util.concurrent.CompletionStage;

/// The first start.
public interface StartDesk {
    /// What has been found out about this computer so far. Looking begins with the first call.
    MachineReport machine();

    /// Does what the owner chose. What is done already is not done again.
    CompletionStage<Void> begin(StartWish wish);

    /// How far it is.
    List<StartStep> steps();
}
