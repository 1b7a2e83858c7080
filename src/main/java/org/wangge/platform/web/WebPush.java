package org.wangge.platform.web;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What a browser must know to be pushed to: the public part of a Firebase project, which its console shows for a web application. All of
 * it or nothing; without it the worker's page offers no pushes.
 *
 * @param apiKey {@code WANGGE_FCM_WEB_API_KEY}
 * @param projectId {@code WANGGE_FCM_WEB_PROJECT}: the same project as that of the credentials by which the server sends
 * @param appId {@code WANGGE_FCM_WEB_APP}
 * @param vapidKey {@code WANGGE_FCM_WEB_VAPID}: the public key of its web push certificates
 */
@Validated
@ConfigurationProperties("wangge.web-push")
record WebPush(
        @DefaultValue("") String apiKey,
        @DefaultValue("") String projectId,
        @DefaultValue("") String appId,
        @DefaultValue("") String vapidKey) {

    /** An uncompressed point of P-256 in base64url: 65 bytes, the first of them 4. */
    private static final Pattern VAPID = Pattern.compile("B[A-Za-z0-9_-]{86}=?");

    private static final Pattern PROJECT = Pattern.compile("[a-z0-9-]{4,40}");

    /** Where a browser registers itself; what it is pushed through is the browser's own affair. */
    private static final List<String> HOSTS =
            List.of("https://firebaseinstallations.googleapis.com", "https://fcmregistrations.googleapis.com");

    WebPush {
        apiKey = apiKey.strip();
        projectId = projectId.strip();
        appId = appId.strip();
        vapidKey = vapidKey.strip();
        String wrong = wrong(apiKey, projectId, appId, vapidKey);
        if (wrong != null) {
            throw new IllegalArgumentException("Pushes to browsers (WANGGE_FCM_WEB_...): " + wrong);
        }
    }

    private static @Nullable String wrong(String apiKey, String projectId, String appId, String vapidKey) {
        long given = Stream.of(apiKey, projectId, appId, vapidKey)
                .filter(one -> !one.isEmpty())
                .count();
        if (given == 0) {
            return null;
        }
        if (apiKey.isEmpty() || projectId.isEmpty() || appId.isEmpty() || vapidKey.isEmpty()) {
            return "_API_KEY, _PROJECT, _APP and _VAPID belong together";
        }
        if (!PROJECT.matcher(projectId).matches()) {
            return "_PROJECT is the id of a project, such as my-office-1";
        }
        return VAPID.matcher(vapidKey).matches() ? null : "_VAPID is the public key of a web push certificate";
    }

    boolean isOn() {
        return !projectId.isEmpty();
    }

    /** What the policy of the pages has besides: nothing, or to whom they may talk beside this server. */
    String policy() {
        return isOn() ? "; connect-src 'self' " + String.join(" ", HOSTS) : "";
    }
}
