// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.fuzzing.parsers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.client.NetworkDescriptor;
import haulout.core.WireFormatException;
import haulout.fuzzing.FuzzTarget;
import haulout.testing.SampleDescriptor;
import java.net.URI;
import java.util.List;

/// Network descriptors: files that anybody may have written.
final class DescriptorTargets {
    private DescriptorTargets() {}

    static List<FuzzTarget<?>> all() {
        return List.of(
                FuzzTarget.of(
                                "network descriptor",
                                WireFormatException.class,
                                NetworkDescriptor::parse,
                                (input, descriptor) -> check(descriptor))
                        .from(List.of(SampleDescriptor.bytes(SampleDescriptor.make(3)))));
    }

    private static void check(NetworkDescriptor descriptor) {
        int held =
                descriptor.committee().members().stream()
                        .mapToInt(member -> member.shards().size())
                        .sum();
        assertEquals(descriptor.config().shardCount(), held);
        assertTrue(descriptor.epochs() >= 1);
        descriptor.registerUrl().ifPresent(DescriptorTargets::checkLoopback);
        descriptor.certifyUrl("0x01").ifPresent(DescriptorTargets::checkLoopback);
    }

    private static void checkLoopback(URI url) {
        String host = url.getHost().toLowerCase(java.util.Locale.ROOT);
        assertTrue(
                host.equals("localhost") || host.equals("[::1]") || host.startsWith("127."), host);
    }
}
