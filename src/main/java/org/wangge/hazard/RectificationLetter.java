package org.wangge.hazard;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.wangge.document.Letter;
import org.wangge.document.Letter.Line;
import org.wangge.hazard.model.HazardFile;

/**
 * Words the rectification notice. What it says stands in the message bundle {@code hazard}, because the rules that name it
 * are being rewritten (the State Council's draft of 2026 on finding and curing hazards).
 */
@Component
class RectificationLetter {

    private final MessageSource messages;

    RectificationLetter(MessageSource messages) {
        this.messages = messages;
    }

    Letter of(HazardFile file, HazardFile.Notice notice, ZoneId zone, Locale locale) {
        DateTimeFormatter time =
                DateTimeFormatter.ofPattern(text(locale, "time"), locale).withZone(zone);
        HazardFile.PlaceName place = file.place();
        String office = file.area().officeName().in(locale);
        return new Letter(
                locale,
                text(locale, "title"),
                text(locale, "number", notice.number()),
                text(locale, "addressee", place.name()),
                text(
                        locale,
                        "opening",
                        time.format(file.foundAt()),
                        file.foundBy().name(),
                        place.address()),
                facts(file, notice, time, locale),
                demands(notice, time, locale),
                List.of(
                        line(
                                locale,
                                "issued-by",
                                text(locale, "signed", notice.by().name(), office)),
                        line(locale, "issued-at", time.format(notice.at())),
                        line(locale, "received-by", ""),
                        line(locale, "received-at", "")));
    }

    /**
     * What a notice would say in whichever language, by where it stands in the view of the hazard.
     *
     * @param issuer name of who issues it
     */
    static Map<String, String> texts(HazardFile file, String issuer) {
        HazardFile.Item item = file.item();
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("/place/name", file.place().name());
        texts.put("/place/address", file.place().address());
        texts.put("/note", file.note() == null ? "" : file.note());
        texts.put("/foundBy/name", file.foundBy().name());
        texts.put("/itemText", item.text().zh() + item.text().en());
        texts.put("/basis", item.basis());
        texts.put(
                "/officeName",
                file.area().officeName().zh() + file.area().officeName().en());
        texts.put("/notice/by/name", issuer);
        return texts;
    }

    private List<Line> facts(HazardFile file, HazardFile.Notice notice, DateTimeFormatter time, Locale locale) {
        HazardFile.Item item = file.item();
        List<Line> facts = new ArrayList<>();
        facts.add(line(locale, "hazard", file.number()));
        facts.add(line(locale, "should-be", item.text().in(locale)));
        if (file.note() != null) {
            facts.add(line(locale, "found", file.note()));
        }
        facts.add(line(locale, "level", text(locale, "level." + notice.level())));
        facts.add(line(locale, "basis", item.basis()));
        facts.add(line(locale, "due", time.format(notice.dueAt())));
        return facts;
    }

    private List<String> demands(HazardFile.Notice notice, DateTimeFormatter time, Locale locale) {
        List<String> demands = new ArrayList<>();
        demands.add(text(locale, "demand", time.format(notice.dueAt())));
        if (notice.level() == HazardLevel.MAJOR) {
            demands.add(text(locale, "demand-plan"));
        }
        demands.add(text(locale, "demand-recheck"));
        return demands;
    }

    private Line line(Locale locale, String label, String value) {
        return new Line(text(locale, label), value);
    }

    private String text(Locale locale, String key, Object... arguments) {
        return messages.getMessage("hazard.notice." + key, arguments, locale);
    }
}
