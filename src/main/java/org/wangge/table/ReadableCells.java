package org.wangge.table;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.wangge.table.TableWriter.Cells;

/** Makes of what programs know what people read: the district's time for moments, words in their language for constants. */
@Component
class ReadableCells {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final MessageSource words;
    private final ZoneId zone;

    ReadableCells(MessageSource words, TableSettings settings) {
        this.words = words;
        this.zone = settings.zone();
    }

    List<Cells> of(List<Cells> rows, Locale locale) {
        return rows.stream()
                .map(row -> new Cells(
                        row.values().stream().map(value -> of(value, locale)).toList()))
                .toList();
    }

    private @Nullable Object of(@Nullable Object value, Locale locale) {
        if (value instanceof Instant moment) {
            return MINUTES.format(moment.atZone(zone));
        }
        if (value instanceof Boolean truth) {
            return word("Boolean", truth.toString(), locale);
        }
        return value instanceof Enum<?> constant
                ? word(constant.getDeclaringClass().getSimpleName(), constant.name(), locale)
                : value;
    }

    private String word(String type, String name, Locale locale) {
        String word = words.getMessage("word." + type + "." + name, null, name, locale);
        return word == null ? name : word;
    }
}
