package org.wangge.hazard;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.wangge.document.Letters;
import org.wangge.hazard.model.HazardFile;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

/** A notice is a legal document: it is not issued, nor printed, when a character of it would be missing on paper. */
@Component
class PrintableNotices {

    private final Letters letters;

    PrintableNotices(Letters letters) {
        this.letters = letters;
    }

    /** Refuses {@code hazard.notice-unprintable}, naming the characters and where in the hazard they stand. */
    Mono<Void> require(HazardFile file, String issuer) {
        return letters.missing(RectificationLetter.texts(file, issuer)).flatMap(PrintableNotices::refuse);
    }

    private static Mono<Void> refuse(Map<String, String> missing) {
        if (missing.isEmpty()) {
            return Mono.empty();
        }
        List<Refusal.Fault> faults = missing.entrySet().stream()
                .map(text -> Refusal.Fault.of(text.getKey(), "hazard.notice-unprintable", named(text.getValue())))
                .toList();
        String all = missing.values().stream().distinct().collect(Collectors.joining());
        return Mono.error(() ->
                new Refused(Refusal.of("hazard.notice-unprintable", named(all)).withFaults(faults)));
    }

    private static String named(String characters) {
        return characters
                .codePoints()
                .distinct()
                .mapToObj(character ->
                        String.format(Locale.ROOT, "%s (U+%04X)", Character.toString(character), character))
                .collect(Collectors.joining(" "));
    }
}
