package org.wangge.hazard;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
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

    /**
     * Before it is issued. Refuses {@code hazard.notice-unprintable}, naming the characters and where in the hazard they stand.
     *
     * @param others that follow on the same notice
     * @param named how the others were named, for pointers to them
     */
    Mono<Void> require(HazardFile lead, List<HazardFile> others, List<UUID> named, String issuer) {
        Map<String, String> texts = new LinkedHashMap<>(RectificationLetter.texts(lead, issuer));
        others.forEach(
                other -> texts.putAll(RectificationLetter.itemTexts(other, "/hazardIds/" + named.indexOf(other.id()))));
        return letters.missing(texts).flatMap(PrintableNotices::refuse);
    }

    /** The same when it is printed; the one that leads is first, and all have the notice. */
    Mono<Void> require(List<HazardFile> files) {
        HazardFile lead = files.get(0);
        List<HazardFile> others = files.subList(1, files.size());
        String issuer = requireNonNull(lead.notice()).by().name();
        return require(lead, others, others.stream().map(HazardFile::id).toList(), issuer);
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
