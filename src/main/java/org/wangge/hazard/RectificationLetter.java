package org.wangge.hazard;

import static java.util.Objects.requireNonNull;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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

    /**
     * @param files the hazards that the notice holds, the one that leads first; each has the notice
     */
    Letter of(List<HazardFile> files, ZoneId zone, Locale locale) {
        HazardFile file = files.get(0);
        HazardFile.Notice notice = requireNonNull(file.notice());
        boolean several = files.size() > 1;
        DateTimeFormatter time =
                DateTimeFormatter.ofPattern(text(locale, "time"), locale).withZone(zone);
        HazardFile.PlaceName place = file.place();
        String office = file.area().officeName().in(locale);
        return new Letter(
                locale,
                text(locale, "title"),
                text(locale, "number", notice.printedNumber()),
                text(locale, "addressee", place.name()),
                text(
                        locale,
                        several ? "opening-several" : "opening",
                        time.format(file.foundAt()),
                        file.foundBy().name(),
                        place.address()),
                IntStream.range(0, files.size())
                        .mapToObj(i -> item(files.get(i), several ? i + 1 : null, time, locale))
                        .toList(),
                demands(files, time, locale),
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
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("/place/name", file.place().name());
        texts.put("/place/address", file.place().address());
        texts.putAll(itemTexts(file, ""));
        texts.put("/foundBy/name", file.foundBy().name());
        texts.put(
                "/officeName",
                file.area().officeName().zh() + file.area().officeName().en());
        texts.put("/notice/by/name", issuer);
        return texts;
    }

    /** The same of what the notice says of this one alone, each name with the prefix. */
    static Map<String, String> itemTexts(HazardFile file, String prefix) {
        HazardFile.Item item = file.item();
        return Map.of(
                prefix + "/note",
                file.note() == null ? "" : file.note(),
                prefix + "/itemText",
                item.text().zh() + item.text().en(),
                prefix + "/basis",
                item.basis());
    }

    private Letter.Item item(HazardFile file, @Nullable Integer place, DateTimeFormatter time, Locale locale) {
        HazardFile.Item item = file.item();
        HazardFile.Notice notice = requireNonNull(file.notice());
        List<Line> facts = new ArrayList<>();
        if (place != null) {
            facts.add(line(locale, "item", String.valueOf(place)));
        }
        facts.add(line(locale, "hazard", file.number()));
        facts.add(line(locale, "should-be", item.text().in(locale)));
        if (file.note() != null) {
            facts.add(line(locale, "found", file.note()));
        }
        facts.add(line(locale, "level", text(locale, "level." + notice.level())));
        facts.add(line(locale, "basis", item.basis()));
        facts.add(line(locale, "due", time.format(notice.dueAt())));
        return new Letter.Item(facts);
    }

    private List<String> demands(List<HazardFile> files, DateTimeFormatter time, Locale locale) {
        HazardFile.Notice notice = requireNonNull(files.get(0).notice());
        List<String> demands = new ArrayList<>();
        demands.add(
                files.size() > 1
                        ? text(locale, "demand-several")
                        : text(locale, "demand", time.format(notice.dueAt())));
        if (files.stream().anyMatch(file -> requireNonNull(file.notice()).level() == HazardLevel.MAJOR)) {
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
