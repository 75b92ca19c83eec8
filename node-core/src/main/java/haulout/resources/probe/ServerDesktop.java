// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import haulout.resources.policy.Inputs.NetworkCost;
import haulout.resources.policy.Inputs.Presence;
import java.io.IOException;

/// A computer that says nothing about people: nobody sits before it.
public final class ServerDesktop implements Desktop {
    private static IOException unknown() {
        return new IOException("this system is not asked");
    }

    @Override
    public boolean hasDisplay() {
        return false;
    }

    @Override
    public Presence presence() throws IOException {
        throw unknown();
    }

    @Override
    public boolean saver() throws IOException {
        throw unknown();
    }

    @Override
    public NetworkCost network() throws IOException {
        throw unknown();
    }

    @Override
    public boolean fullScreen() throws IOException {
        throw unknown();
    }

    @Override
    public boolean goingDown() throws IOException {
        throw unknown();
    }
}
