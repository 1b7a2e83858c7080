package org.wangge.hazard.web;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.document.Letter;
import org.wangge.document.Letters;
import org.wangge.hazard.Hazards;
import org.wangge.shared.Actor;
import org.wangge.shared.Ids;
import reactor.core.publisher.Mono;

/** The rectification notice, to read and to print. */
@RestController
@RequestMapping("/api/v1/hazards/{id}/notice")
class RectificationNoticeController {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final Hazards hazards;
    private final Letters letters;

    RectificationNoticeController(Hazards hazards, Letters letters) {
        this.hazards = hazards;
        this.letters = letters;
    }

    /** One method for both forms: with two, who accepts anything would be refused as undecided. */
    @GetMapping(produces = {MediaType.TEXT_HTML_VALUE, MediaType.APPLICATION_PDF_VALUE})
    Mono<ResponseEntity<byte[]>> read(@PathVariable String id, Actor actor, Locale locale, ServerHttpRequest request) {
        boolean asPdf = prefersPdf(request.getHeaders());
        return hazards.notice(Ids.parse(id, "hazard.not-found"), asPdf, actor, locale)
                .flatMap(letter -> asPdf ? pdf(letter, id) : Mono.just(html(letter)));
    }

    private static boolean prefersPdf(HttpHeaders headers) {
        var accepted = headers.getAccept();
        MimeTypeUtils.sortBySpecificity(accepted);
        return accepted.stream()
                .filter(type -> type.includes(MediaType.TEXT_HTML) || type.includes(MediaType.APPLICATION_PDF))
                .findFirst()
                .filter(type -> !type.includes(MediaType.TEXT_HTML))
                .isPresent();
    }

    private ResponseEntity<byte[]> html(Letter letter) {
        return ResponseEntity.ok().contentType(HTML).body(letters.html(letter).getBytes(StandardCharsets.UTF_8));
    }

    private Mono<ResponseEntity<byte[]>> pdf(Letter letter, String id) {
        return letters.pdf(letter)
                .map(pdf -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_PDF)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"notice-" + id + ".pdf\"")
                        .body(pdf));
    }
}
