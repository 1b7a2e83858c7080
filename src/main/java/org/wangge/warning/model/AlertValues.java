package org.wangge.warning.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Texts;
import org.wangge.shared.XmlTree.Element;

/** Reads values out of the elements of an alert, and notes those that are missing or wrong. */
class AlertValues {

    static final String SPACE = "urn:oasis:names:tc:emergency:cap:1.2";
    static final int LONGEST_SHOWN = 60;
    static final int LONGEST_LINE = 500;

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final int MOST_FAULTS = 20;
    private static final int LONGEST_TEXT = 20_000;
    private static final double MOST_KILOMETRES = 25_000;

    final List<Fault> faults = new ArrayList<>();
    final Set<List<GeoPoint>> outlines = new LinkedHashSet<>();
    final Set<GeoPoint.Circle> circles = new LinkedHashSet<>();
    final Set<String> codes = new LinkedHashSet<>();

    /** At least four pairs, of which the last is the first. */
    void outline(String text, String path) {
        List<@Nullable GeoPoint> ring =
                Arrays.stream(text.split("\\s+")).map(AlertValues::point).toList();
        if (ring.contains(null) || ring.size() < 4 || !ring.get(0).equals(ring.get(ring.size() - 1))) {
            wrong(path, text);
        } else {
            outlines.add(ring.stream().map(point -> (GeoPoint) point).toList());
        }
    }

    /** A middle and kilometres. */
    void circle(String text, String path) {
        String[] parts = text.split("\\s+");
        GeoPoint centre = point(parts[0]);
        Double kilometres = parts.length == 2 ? number(parts[1]) : null;
        if (centre == null || kilometres == null || !(kilometres >= 0 && kilometres <= MOST_KILOMETRES)) {
            wrong(path, text);
        } else {
            circles.add(new GeoPoint.Circle(centre, kilometres * 1000));
        }
    }

    /** A latitude and a longitude; null for what is no place on earth. */
    private static @Nullable GeoPoint point(String pair) {
        String[] parts = pair.split(",", -1);
        Double latitude = parts.length == 2 ? number(parts[0]) : null;
        Double longitude = parts.length == 2 ? number(parts[1]) : null;
        // Written so that NaN fails too.
        return latitude != null && longitude != null && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
                ? new GeoPoint(longitude, latitude)
                : null;
    }

    private static @Nullable Double number(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException none) {
            return null;
        }
    }

    /** A moment with its offset; null for what is none, or lies in no year of ours. */
    static @Nullable Instant moment(String text) {
        try {
            Instant moment = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
            return moment.isBefore(EARLIEST) || moment.isAfter(LATEST) ? null : moment;
        } catch (DateTimeException none) {
            return null;
        }
    }

    @Nullable
    Instant optional(Element parent, String path, String name) {
        return text(parent, name).isEmpty() ? null : required(parent, path, name, AlertValues::moment, EARLIEST);
    }

    <T> T required(Element parent, String path, String name, Function<String, @Nullable T> parse, T otherwise) {
        String text = text(parent, name);
        T value = text.isEmpty() ? null : parse.apply(text);
        if (text.isEmpty()) {
            missing(path + "/" + name);
        } else if (value == null) {
            wrong(path + "/" + name, text);
        }
        return value == null ? otherwise : value;
    }

    <E extends Enum<E>> E oneOf(Element parent, String path, String name, E[] all) {
        String text = text(parent, name);
        if (text.isEmpty()) {
            missing(path + "/" + name);
            return all[0];
        }
        return named(text, path + "/" + name, all);
    }

    <E extends Enum<E>> E named(String text, String path, E[] all) {
        for (E one : all) {
            if (one.name().equalsIgnoreCase(text)) {
                return one;
            }
        }
        wrong(path, text);
        return all[0];
    }

    static List<Element> all(Element parent, String name) {
        return parent.all(name).filter(one -> one.space().equals(SPACE)).toList();
    }

    static String text(Element parent, String name) {
        List<Element> all = all(parent, name);
        return all.isEmpty() ? "" : all.get(0).text();
    }

    static @Nullable String line(Element parent, String name) {
        String text = limited(Texts.line(text(parent, name)), LONGEST_LINE);
        return text.isEmpty() ? null : text;
    }

    static @Nullable String lines(Element parent, String name) {
        String text = limited(Texts.cleanLines(text(parent, name)).strip(), LONGEST_TEXT);
        return text.isEmpty() ? null : text;
    }

    static String limited(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }

    static String shown(String text) {
        return Texts.line(limited(text, LONGEST_SHOWN));
    }

    void missing(String path) {
        fault(Fault.of(path, "warning.element-missing", path));
    }

    void wrong(String path, String text) {
        fault(Fault.of(path, "warning.element-wrong", path, shown(text)));
    }

    private void fault(Fault fault) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(fault);
        }
    }
}
