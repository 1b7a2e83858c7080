package org.wangge.notification.push;

import com.google.api.core.ApiFuture;
import com.google.api.core.ApiFutureCallback;
import com.google.api.core.ApiFutures;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.firebase.FirebaseApp;
import com.google.firebase.FirebaseOptions;
import com.google.firebase.messaging.AndroidConfig;
import com.google.firebase.messaging.AndroidNotification;
import com.google.firebase.messaging.ApnsConfig;
import com.google.firebase.messaging.Aps;
import com.google.firebase.messaging.FirebaseMessaging;
import com.google.firebase.messaging.WebpushConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.wangge.notification.NotificationSettings;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Pushes through Firebase Cloud Messaging, with the Admin SDK. */
final class FcmGateway implements PushGateway, AutoCloseable {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_MILLIS = 15_000;

    /** A message and, when it is the first in an hour, the token it needs. Must fit into what is left of a lease. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FirebaseApp app;
    private final FirebaseMessaging messaging;
    private final Scheduler calling;
    private final Clock clock;
    private final FcmOutcomes outcomes;

    private FcmGateway(FirebaseApp app, Scheduler calling, Clock clock) {
        this.app = app;
        this.messaging = FirebaseMessaging.getInstance(app);
        this.calling = calling;
        this.clock = clock;
        this.outcomes = new FcmOutcomes(clock);
    }

    /** Reads the credentials; fails with a clear message when they cannot be used. Asks nobody until the first message. */
    static FcmGateway open(NotificationSettings settings, String credentialsFile, Scheduler calling, Clock clock) {
        FcmTransport transport = new FcmTransport(settings.fcmEndpoint());
        GoogleCredentials credentials = credentials(credentialsFile, transport);
        String project = credentials instanceof ServiceAccountCredentials account ? account.getProjectId() : null;
        if (project == null || project.isBlank()) {
            throw wrong(credentialsFile, "WANGGE_FCM_CREDENTIALS names no project_id");
        }
        FirebaseOptions options = FirebaseOptions.builder()
                .setCredentials(new MessagingCredentials(credentials))
                .setProjectId(project)
                .setHttpTransport(transport)
                .setThreadManager(new PushThreads(settings.pushThreads()))
                .setConnectTimeout(CONNECT_MILLIS)
                .setReadTimeout(READ_MILLIS)
                .build();
        return new FcmGateway(FirebaseApp.initializeApp(options, "wangge-" + UUID.randomUUID()), calling, clock);
    }

    private static GoogleCredentials credentials(String file, FcmTransport transport) {
        try {
            byte[] json = Files.readAllBytes(Path.of(file));
            return GoogleCredentials.fromStream(new ByteArrayInputStream(json), () -> transport);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw wrong(file, "WANGGE_FCM_CREDENTIALS must name a readable service-account JSON file");
        }
    }

    private static InvalidConfigurationPropertyValueException wrong(String file, String what) {
        return new InvalidConfigurationPropertyValueException(
                "wangge.notification.fcm-credentials", file, what + ": " + file);
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public Mono<PushResult> send(Message message) {
        return sending(() -> messaging.sendAsync(fcm(message)));
    }

    /** To a topic that nobody is subscribed to, and only as a try. */
    @Override
    public Mono<PushResult> check() {
        return sending(() -> messaging.sendAsync(
                com.google.firebase.messaging.Message.builder()
                        .setTopic("wangge-check")
                        .build(),
                true));
    }

    private Mono<PushResult> sending(Supplier<ApiFuture<String>> call) {
        return Mono.<PushResult>create(sink -> {
                    ApiFuture<String> sending = call.get();
                    ApiFutures.addCallback(
                            sending,
                            new ApiFutureCallback<>() {
                                @Override
                                public void onSuccess(@Nullable String id) {
                                    sink.success(outcomes.of(id));
                                }

                                @Override
                                public void onFailure(Throwable failure) {
                                    sink.success(outcomes.of(failure));
                                }
                            },
                            Runnable::run);
                    sink.onCancel(() -> sending.cancel(true));
                })
                // The SDK reads files and keys when it is called the first time, so it is never called on an event
                // loop.
                .subscribeOn(calling)
                .timeout(PATIENCE)
                .onErrorResume(failure -> Mono.just(outcomes.of(failure)));
    }

    private com.google.firebase.messaging.Message fcm(Message message) {
        long seconds = message.timeToLive().toSeconds();
        long expires = clock.instant().getEpochSecond() + seconds;
        var notification = com.google.firebase.messaging.Notification.builder()
                .setTitle(message.title())
                .setBody(message.body())
                .build();
        return com.google.firebase.messaging.Message.builder()
                .setToken(message.device().address())
                .setNotification(notification)
                .putAllData(message.data())
                .setAndroidConfig(AndroidConfig.builder()
                        .setPriority(message.rings() ? AndroidConfig.Priority.HIGH : AndroidConfig.Priority.NORMAL)
                        .setTtl(seconds * 1000)
                        .setCollapseKey(message.queueKey())
                        .setNotification(AndroidNotification.builder()
                                .setTag(message.collapseKey())
                                .build())
                        .build())
                .setApnsConfig(ApnsConfig.builder()
                        .putHeader("apns-priority", message.rings() ? "10" : "5")
                        .putHeader("apns-expiration", Long.toString(expires))
                        .putHeader("apns-collapse-id", message.collapseKey())
                        .setAps(Aps.builder().setThreadId(message.collapseKey()).build())
                        .build())
                .setWebpushConfig(WebpushConfig.builder()
                        .putHeader("TTL", Long.toString(seconds))
                        .putHeader("Urgency", message.rings() ? "high" : "normal")
                        .putHeader("Topic", message.collapseKey())
                        .build())
                .build();
    }

    @Override
    public void close() {
        app.delete();
    }
}
