package org.wangge.platform.web;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The address of the worker's page is a folder, so that its service worker answers for that folder and nothing else. */
@RestController
class WorkerPage {

    @GetMapping("/worker")
    ResponseEntity<Void> withoutSlash() {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create("/worker/"))
                .build();
    }
}
