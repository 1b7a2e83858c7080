package org.wangge.platform.web;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.shared.Actor;
import reactor.core.publisher.Mono;

/** Tells the worker's page how it can be pushed to. None of it is secret, but nobody outside needs it. */
@RestController
@EnableConfigurationProperties(WebPush.class)
class WebPushController {

    private final WebPush push;

    WebPushController(WebPush push) {
        this.push = push;
    }

    record FirebaseView(String apiKey, String projectId, String appId, String vapidKey) {}

    record View(@Nullable FirebaseView firebase) {}

    @GetMapping("/api/v1/web-push")
    Mono<View> settings(Actor actor) {
        return Mono.just(new View(
                push.isOn() ? new FirebaseView(push.apiKey(), push.projectId(), push.appId(), push.vapidKey()) : null));
    }
}
