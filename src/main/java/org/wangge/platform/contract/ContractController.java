package org.wangge.platform.contract;

import java.net.URI;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.work.Blocking;
import reactor.core.publisher.Mono;

/** The contract as one document, and the page that shows it. */
@RestController
class ContractController {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Mono<String> contract;

    ContractController(Blocking blocking) {
        this.contract =
                blocking.call(PATIENCE, () -> ContractFiles.bundle().toString()).cache();
    }

    @GetMapping(path = "/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<String>> contract() {
        return contract.map(text -> ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)))
                .body(text));
    }

    @GetMapping("/docs")
    ResponseEntity<Void> page() {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create("/docs/index.html"))
                .build();
    }
}
