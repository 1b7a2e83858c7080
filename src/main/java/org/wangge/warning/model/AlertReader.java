package org.wangge.warning.model;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Refused;
import org.wangge.shared.Texts;
import org.wangge.shared.XmlTree;
import org.wangge.shared.XmlTree.Element;
import org.wangge.warning.WarningMessage;
import org.wangge.warning.WarningStatus;
import org.wangge.warning.WarningType;
import org.xml.sax.SAXException;

/**
 * Reads an alert of CAP 1.2 (OASIS, July 2010). Elements of other name spaces, parameters and what nothing here needs are passed over. What
 * is wrong is named by its element, as a path that counts from 1.
 */
public final class AlertReader extends AlertValues {

    /** Of a sender and an identifier: a reference is these with commas between. */
    private static final Pattern WORD = Pattern.compile("[^\\s,<&]{1,200}");

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final int MOST_INFOS = 20;
    private static final int MOST_REFERENCES = 200;

    private AlertReader() {}

    /**
     * The alert. Refuses {@code warning.not-xml} also for what is nested too deep, {@code warning.unsafe} for a document type, {@code
     * warning.not-cap}, {@code warning.scope} for what is not for the public, and {@code warning.element} with all elements at fault. Not
     * on an event loop.
     */
    public static Alert read(byte[] sent) {
        Element root;
        try {
            root = XmlTree.read(sent);
        } catch (SAXException broken) {
            throw new Refused(Refusal.of(XmlTree.isUnsafe(broken) ? "warning.unsafe" : "warning.not-xml"));
        } catch (IOException broken) {
            throw new Refused(Refusal.of("warning.not-xml"));
        }
        if (!root.name().equals("alert") || !root.space().equals(SPACE)) {
            throw new Refused(Refusal.of("warning.not-cap", SPACE));
        }
        return new AlertReader().alert(root);
    }

    private Alert alert(Element root) {
        String identifier = word(root, "identifier");
        String sender = word(root, "sender");
        Instant sent = required(root, "alert", "sent", AlertValues::moment, Instant.EPOCH);
        WarningStatus status = oneOf(root, "alert", "status", WarningStatus.values());
        WarningType type = oneOf(root, "alert", "msgType", WarningType.values());
        String scope = text(root, "scope");
        if (scope.isEmpty()) {
            missing("alert/scope");
        } else if (!scope.equalsIgnoreCase("Public")) {
            throw new Refused(Refusal.field("warning.scope", "alert/scope", shown(scope)));
        }
        List<Alert.Name> references = references(root, type);
        List<WarningMessage> infos = infos(root);
        if (infos.isEmpty()
                && status == WarningStatus.ACTUAL
                && (type == WarningType.ALERT || type == WarningType.UPDATE)) {
            missing("alert/info");
        }
        if (!faults.isEmpty()) {
            Fault first = faults.get(0);
            throw new Refused(
                    Refusal.of(first.code(), first.arguments().toArray()).withFaults(faults));
        }
        return new Alert(
                new Alert.Name(sender, identifier, sent),
                status,
                type,
                references,
                infos,
                List.copyOf(outlines),
                List.copyOf(circles),
                List.copyOf(codes));
    }

    private List<Alert.Name> references(Element root, WarningType type) {
        String text = text(root, "references");
        if (!type.replaces()) {
            return List.of();
        }
        if (text.isEmpty()) {
            missing("alert/references");
            return List.of();
        }
        List<Alert.Name> names = new ArrayList<>();
        for (String one : text.split("\\s+", MOST_REFERENCES + 1)) {
            String[] parts = one.split(",", -1);
            Instant sent = parts.length == 3 ? moment(parts[2]) : null;
            if (sent == null || parts[0].isEmpty() || parts[1].isEmpty()) {
                wrong("alert/references", one);
            } else {
                names.add(new Alert.Name(parts[0], parts[1], sent));
            }
        }
        return names.stream().distinct().toList();
    }

    private List<WarningMessage> infos(Element root) {
        List<Element> all = all(root, "info");
        if (all.size() > MOST_INFOS) {
            wrong("alert/info", String.valueOf(all.size()));
            return List.of();
        }
        List<WarningMessage> infos = new ArrayList<>();
        for (int at = 0; at < all.size(); at++) {
            infos.add(info(all.get(at), "alert/info[" + (at + 1) + "]"));
        }
        infos.sort(Comparator.comparingInt(info -> info.language().startsWith("zh") ? 0 : 1));
        return List.copyOf(infos);
    }

    private WarningMessage info(Element info, String path) {
        String event = limited(Texts.line(text(info, "event")), LONGEST_LINE);
        if (event.isEmpty()) {
            missing(path + "/event");
        }
        String said = text(info, "language");
        return new WarningMessage(
                said.isEmpty() ? HAN.matcher(event).find() ? "zh-CN" : "en-US" : limited(said, LONGEST_SHOWN),
                categories(info, path),
                event,
                oneOf(info, path, "urgency", WarningMessage.Urgency.values()),
                oneOf(info, path, "severity", WarningMessage.Severity.values()),
                certainty(info, path),
                line(info, "senderName"),
                line(info, "headline"),
                lines(info, "description"),
                lines(info, "instruction"),
                line(info, "web"),
                line(info, "contact"),
                optional(info, path, "effective"),
                optional(info, path, "onset"),
                optional(info, path, "expires"),
                areas(info, path));
    }

    private List<WarningMessage.Category> categories(Element info, String path) {
        List<Element> all = all(info, "category");
        if (all.isEmpty()) {
            missing(path + "/category");
        }
        return all.stream()
                .map(one -> named(one.text(), path + "/category", WarningMessage.Category.values()))
                .distinct()
                .toList();
    }

    /** An older version had another word, which is still in use. */
    private WarningMessage.Certainty certainty(Element info, String path) {
        return text(info, "certainty").equalsIgnoreCase("Very Likely")
                ? WarningMessage.Certainty.LIKELY
                : oneOf(info, path, "certainty", WarningMessage.Certainty.values());
    }

    private List<String> areas(Element info, String path) {
        List<String> words = new ArrayList<>();
        List<Element> all = all(info, "area");
        for (int at = 0; at < all.size(); at++) {
            Element area = all.get(at);
            String here = path + "/area[" + (at + 1) + "]";
            String described = limited(Texts.line(text(area, "areaDesc")), LONGEST_LINE);
            if (described.isEmpty()) {
                missing(here + "/areaDesc");
            }
            words.add(described);
            all(area, "polygon").forEach(one -> outline(one.text(), here + "/polygon"));
            all(area, "circle").forEach(one -> circle(one.text(), here + "/circle"));
            for (Element code : all(area, "geocode")) {
                String value = text(code, "value");
                if (value.isEmpty()) {
                    missing(here + "/geocode/value");
                } else {
                    codes.add(value);
                }
            }
        }
        return words.stream().distinct().toList();
    }

    private String word(Element root, String name) {
        return required(root, "alert", name, text -> WORD.matcher(text).matches() ? text : null, "");
    }
}
