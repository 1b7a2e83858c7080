package org.wangge.announcement.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.announcement.AnnouncementView;
import org.wangge.shared.LocalizedText;

/** Writes an announcement as an alert of CAP 1.2. */
public final class CapAlert {

    static final String SPACE = "urn:oasis:names:tc:emergency:cap:1.2";

    /** The protocol wants the local time with its offset, and no {@code Z}. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx").withZone(ZoneId.of("Asia/Shanghai"));

    private static final String CODES = "CN-DIVISION";

    /**
     * An area.
     *
     * @param name all its names, from the district on
     */
    public record NamedArea(String name, String code) {}

    private final StringBuilder xml = new StringBuilder();
    private final AnnouncementView view;
    private final List<NamedArea> areas;

    private CapAlert(AnnouncementView view, List<NamedArea> areas) {
        this.view = view;
        this.areas = areas;
    }

    /**
     * The alert, or what cancels it once it is withdrawn. How severe and how certain it is, nobody said: it is unknown.
     *
     * @param sender without spaces and commas
     */
    public static byte[] of(AnnouncementView view, String sender, List<NamedArea> areas) {
        return new CapAlert(view, areas).document(sender).getBytes(StandardCharsets.UTF_8);
    }

    private String document(String sender) {
        Instant withdrawn = view.withdrawnAt();
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<alert xmlns=\"")
                .append(SPACE)
                .append("\">\n");
        line("identifier", withdrawn == null ? view.id().toString() : view.id() + "-cancel");
        line("sender", sender);
        line("sent", TIME.format(withdrawn == null ? view.createdAt() : withdrawn));
        line("status", "Actual");
        line("msgType", withdrawn == null ? "Alert" : "Cancel");
        line("scope", "Public");
        if (withdrawn != null) {
            line("references", sender + "," + view.id() + "," + TIME.format(view.createdAt()));
        }
        info("zh-CN", view.title().zh(), view.text().zh());
        if (!view.title().en().isBlank()) {
            info("en", view.title().en(), english(view.text()));
        }
        return xml.append("</alert>\n").toString();
    }

    private static String english(LocalizedText text) {
        return text.en().isBlank() ? text.zh() : text.en();
    }

    private void info(String language, String title, String text) {
        xml.append("<info>\n");
        line("language", language);
        line("category", "Other");
        line("event", title);
        line("urgency", view.urgent() ? "Immediate" : "Expected");
        line("severity", "Unknown");
        line("certainty", "Unknown");
        line("expires", TIME.format(view.expiresAt()));
        line("senderName", view.by().name());
        line("headline", title);
        line("description", text);
        for (NamedArea area : areas) {
            xml.append("<area>\n");
            line("areaDesc", area.name());
            xml.append("<geocode>\n");
            line("valueName", CODES);
            line("value", area.code());
            xml.append("</geocode>\n</area>\n");
        }
        xml.append("</info>\n");
    }

    private void line(String element, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            xml.append('<').append(element).append('>');
            text.chars().forEach(this::character);
            xml.append("</").append(element).append(">\n");
        }
    }

    private void character(int next) {
        switch (next) {
            case '&' -> xml.append("&amp;");
            case '<' -> xml.append("&lt;");
            case '>' -> xml.append("&gt;");
            default -> xml.append((char) next);
        }
    }
}
