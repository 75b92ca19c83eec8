// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.guest;

import haulout.resources.keep.SettingsFile;
import haulout.resources.policy.Inputs.NetworkCost;
import haulout.resources.probe.Probe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

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

    private final Probe<NetworkCost> cost;
    private final Supplier<String> name;
    private final SettingsFile file;
    // the network of this moment, if it looks like a phone's
    private volatile Optional<Seen> seen = Optional.empty();
    // known without the file, which may be busy, because windows ask
    private volatile boolean hasAnswers;

    /// @param name empty where it has none
    /// @param said whether it is a phone's, once the owner has said so
    private record Seen(String name, Optional<Boolean> said) {}

    /// @param cost what the system says
    /// @param name what the network is called; empty where it has no name
    /// @param file keeps the answers
    public Hotspots(Probe<NetworkCost> cost, Supplier<String> name, SettingsFile file) {
        this.cost = cost;
        this.name = name;
        this.file = file;
        this.hasAnswers = !file.preferenceNames(PREFERENCE).isEmpty();
    }

    @Override
    public NetworkCost measure() throws Exception {
        NetworkCost said = cost.measure();
        if (said != NetworkCost.LIKE_A_PHONE) {
            seen = Optional.empty();
            return said;
        }
        return note(name.get().strip());
    }

    private synchronized NetworkCost note(String network) {
        Optional<Boolean> said =
                network.isEmpty()
                        ? seen.filter(last -> last.name().isEmpty()).flatMap(Seen::said)
                        : file.preference(key(network)).map(YES::equals);
        seen = Optional.of(new Seen(network, said));
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
        Optional<String> network = question();
        if (network.isPresent()) {
            if (!network.get().isEmpty()) {
                file.setPreference(key(network.get()), isPhone ? YES : NO);
                hasAnswers = true;
            }
            seen = Optional.of(new Seen(network.get(), Optional.of(isPhone)));
        }
    }

    /// Whether there are answers to forget. Never waits.
    public boolean hasAnswers() {
        return hasAnswers;
    }

    /// Forgets all answers, so that each network is asked about again.
    ///
    /// @throws IOException if that cannot be kept
    public synchronized void forget() throws IOException {
        for (String key : file.preferenceNames(PREFERENCE)) {
            file.forgetPreference(key);
        }
        hasAnswers = false;
        seen = Optional.empty();
    }

    private static String key(String network) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(network.getBytes(StandardCharsets.UTF_8));
            return PREFERENCE + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
