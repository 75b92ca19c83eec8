// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.picture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// A picture of the folder `icons/`: the small part of SVG that our own pictures use, which is
/// paths of the commands M, L, C and Z, circles, and rectangles with round corners.
///
/// @param size width and height of its view box
public record VectorPicture(double size, List<VectorPart> parts) {
    /// How far the control points of a quarter of a circle of radius 1 are from its ends.
    private static final double QUARTER = 0.5522847498;

    /// Those that were read already; also by what opens screens in advance, beside the FX thread.
    private static final Map<String, VectorPicture> READ = new ConcurrentHashMap<>();

    public VectorPicture {
        parts = List.copyOf(parts);
    }

    /// The picture of the program.
    public static VectorPicture app() {
        return READ.computeIfAbsent("haulout.svg", VectorPicture::read);
    }

    /// The shape of a state.
    ///
    /// @param name as `healthy` or `at_risk`
    public static VectorPicture status(String name) {
        return READ.computeIfAbsent("status/" + name + ".svg", VectorPicture::read);
    }

    private static VectorPicture read(String name) {
        try (InputStream file =
                Objects.requireNonNull(VectorPicture.class.getResourceAsStream(name), name)) {
            return read(file);
        } catch (IOException | XMLStreamException broken) {
            throw new UncheckedIOException(new IOException("reading picture " + name, broken));
        }
    }

    private static VectorPicture read(InputStream file) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader xml = factory.createXMLStreamReader(file);
        double size = 0;
        List<VectorPart> parts = new ArrayList<>();
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "svg" -> size = Double.parseDouble(text(xml, "viewBox").split(" ", -1)[2]);
                case "path" -> parts.add(part(xml, text(xml, "d")));
                case "circle" ->
                        parts.add(
                                part(
                                        xml,
                                        circle(
                                                number(xml, "cx"),
                                                number(xml, "cy"),
                                                number(xml, "r"))));
                case "rect" ->
                        parts.add(
                                part(
                                        xml,
                                        box(
                                                number(xml, "x"),
                                                number(xml, "y"),
                                                number(xml, "width"),
                                                number(xml, "height"),
                                                number(xml, "rx"))));
                default -> {}
            }
        }
        return new VectorPicture(size, parts);
    }

    private static VectorPart part(XMLStreamReader xml, String path) {
        return new VectorPart(
                text(xml, "class"),
                path,
                colour(text(xml, "fill")),
                colour(text(xml, "stroke")),
                number(xml, "stroke-width"));
    }

    private static String colour(String text) {
        return text.equals("none") ? "" : text;
    }

    private static String text(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    private static double number(XMLStreamReader xml, String name) {
        String value = text(xml, name);
        return value.isEmpty() ? 0 : Double.parseDouble(value);
    }

    private static String circle(double x, double y, double r) {
        return box(x - r, y - r, 2 * r, 2 * r, r);
    }

    private static String box(double x, double y, double w, double h, double r) {
        double k = r * (1 - QUARTER);
        double right = x + w;
        double bottom = y + h;
        return String.format(
                Locale.ROOT,
                "M%s %s L%s %s C%s %s %s %s %s %s L%s %s C%s %s %s %s %s %s"
                        + " L%s %s C%s %s %s %s %s %s L%s %s C%s %s %s %s %s %s Z",
                x + r,
                y,
                right - r,
                y,
                right - k,
                y,
                right,
                y + k,
                right,
                y + r,
                right,
                bottom - r,
                right,
                bottom - k,
                right - k,
                bottom,
                right - r,
                bottom,
                x + r,
                bottom,
                x + k,
                bottom,
                x,
                bottom - k,
                x,
                bottom - r,
                x,
                y + r,
                x,
                y + k,
                x + k,
                y,
                x + r,
                y);
    }
}
