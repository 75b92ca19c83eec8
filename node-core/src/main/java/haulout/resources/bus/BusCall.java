// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.bus;

import java.util.List;

/// One question to a program on the bus.
///
/// @param destination the program
/// @param path the object
/// @param face its interface
/// @param member the method
/// @param arguments each a String or an Integer
public record BusCall(
        String destination, String path, String face, String member, List<Object> arguments) {
    public BusCall {
        arguments = List.copyOf(arguments);
    }

    /// A method.
    public static BusCall of(
            String destination, String path, String face, String member, Object... arguments) {
        return new BusCall(destination, path, face, member, List.of(arguments));
    }

    /// The value of a property.
    public static BusCall property(String destination, String path, String face, String property) {
        return of(destination, path, "org.freedesktop.DBus.Properties", "Get", face, property);
    }
}
