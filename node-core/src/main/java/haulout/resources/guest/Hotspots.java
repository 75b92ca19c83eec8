// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.guest;

import haulout.resources.keep.SettingsFile;
import haulout.resources.policy.Inputs.NetworkCost;
import haulout.resources.probe.Desktop;
import haulout.resources.probe.Probe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// What the network costs, with what its owner said about networks that look like a phone's. Who
/// has not been asked about one is asked once; until the answer it counts as charged by use.
///
/// Of a network that was asked about a digest of its name is kept, and not the name. What is said
/// about a network without a name holds until another network is there.
///
/// Threads: any.
public final class Hotspots implements Probe<NetworkCost> {
    private static final String PREFERENCE = "hotspot.";
    private static final String YES = "yes";
    private static final String NO = "no";

    /// So long a digest tells a person's networks apart.
    private static final int DIGEST_BYTES = 12;

    private final Desktop desktop;
    private final SettingsFile file;
    // the network of this moment, if it looks like a phone's
    private volatile Optional<Seen> seen = Optional.empty();

    /// @param name empty where it has none
    /// @param said whether it is a phone's, once the owner has said so
    private record Seen(String name, Optional<Boolean> said) {}

    /// @param file keeps the answers
    public Hotspots(Desktop desktop, SettingsFile file) {
        this.desktop = desktop;
        this.file = file;
    }

    @Override
    public NetworkCost measure() throws IOException {
        NetworkCost cost = desktop.network();
        if (cost != NetworkCost.LIKE_A_PHONE) {
            seen = Optional.empty();
            return cost;
        }
        return note(desktop.networkName().strip());
    }

    private synchronized NetworkCost note(String name) {
        Optional<Boolean> said =
                name.isEmpty()
                        ? seen.filter(last -> last.name().isEmpty()).flatMap(Seen::said)
                        : file.preference(key(name)).map(YES::equals);
        seen = Optional.of(new Seen(name, said));
        return said.map(phone -> phone ? NetworkCost.METERED : NetworkCost.FREE)
                .orElse(NetworkCost.LIKE_A_PHONE);
    }

    /// The network about which the owner has to say whether it is a phone's: its name, which is
    /// empty where it has none.
    public Optional<String> question() {
        return seen.filter(network -> network.said().isEmpty()).map(Seen::name);
    }

    /// Takes the answer to the question; without one it is nothing's.
    ///
    /// @param isPhone whether the network is a phone's
    /// @throws IOException if it cannot be kept
    public synchronized void answer(boolean isPhone) throws IOException {
        Optional<String> name = question();
        if (name.isPresent()) {
            if (!name.get().isEmpty()) {
                file.setPreference(key(name.get()), isPhone ? YES : NO);
            }
            seen = Optional.of(new Seen(name.get(), Optional.of(isPhone)));
        }
    }

    /// Whether there are answers to forget.
    public boolean hasAnswers() {
        return !file.preferenceNames(PREFERENCE).isEmpty();
    }

    /// Forgets all answers, so that each network is asked about again.
    ///
    /// @throws IOException if that cannot be kept
    public synchronized void forget() throws IOException {
        for (String key : file.preferenceNames(PREFERENCE)) {
            file.forgetPreference(key);
        }
        seen = Optional.empty();
    }

    private static String key(String name) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(name.getBytes(StandardCharsets.UTF_8));
            return PREFERENCE + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
