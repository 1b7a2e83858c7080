package org.wangge;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * The command {@code train}: the application with the demonstration district on a store that is thrown away, driven for a minute as
 * phones and desks drive it. A JDK that keeps what it learned ({@code -XX:AOTCacheOutput}) writes that down when it ends.
 */
final class Training {

    private static final Logger log = LoggerFactory.getLogger(Training.class);

    static final String COMMAND = "train";

    private static final Duration LASTS = Duration.ofSeconds(60);
    private static final int CLIENTS = 8;
    private static final int REPORTS_IN_A_ROUND = 8;
    private static final String WORKER = "worker-001-1";
    private static final String DESK = "dispatcher-001";
    private static final String REPORT = "{\"categoryCode\":\"G0201\",\"description\":\"3号楼安全出口上锁，钥匙无人保管\","
            + "\"position\":{\"longitude\":104.76,\"latitude\":31.4576,\"accuracyMetres\":12},\"address\":\"滨江路3号\"}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();
    private final String base;
    private final String password;

    private Training(int port, String password) {
        this.base = "http://127.0.0.1:" + port + "/api/v1";
        this.password = password;
    }

    /** Returns when all is over and nothing is left of it. */
    static void run(Class<?> application) throws Exception {
        Path data = Files.createTempDirectory("wangge-train");
        String password = UUID.randomUUID().toString();
        try (ConfigurableApplicationContext context =
                new SpringApplication(application).run(settings(data, password))) {
            int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            long answered = new Training(port, password).drive();
            log.info("outcome=trained requests={} seconds={}", answered, LASTS.toSeconds());
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
    }

    /** Those of the environment do not apply: nothing of the operator's is touched. */
    private static String[] settings(Path data, String password) {
        return new String[] {
            "--wangge.mongodb-uri=",
            "--wangge.data-dir=" + data,
            "--wangge.bind=",
            "--wangge.limits.enabled=false",
            "--wangge.notification.fcm-credentials=",
            "--wangge.account.oidc-issuer=",
            "--wangge.account.jwt-key-file=",
            "--wangge.seeding.seed=demo",
            "--wangge.seeding.history=0",
            "--wangge.seeding.simulate=0",
            "--wangge.seeding.demo-password=" + password,
            "--server.address=127.0.0.1",
            "--server.port=0",
            "--management.server.port="
        };
    }

    private long drive() throws Exception {
        String worker = token(WORKER);
        String desk = token(DESK);
        long end = System.nanoTime() + LASTS.toNanos();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            Callable<Long> client = () -> {
                long answered = 0;
                while (System.nanoTime() < end) {
                    answered += round(worker, desk);
                }
                return answered;
            };
            long answered = 0;
            for (Future<Long> one : clients.invokeAll(Collections.nCopies(CLIENTS, client))) {
                answered += one.get();
            }
            return answered;
        } finally {
            clients.shutdown();
        }
    }

    /** Mostly reports, as it is; one is wrong, and one comes from nobody. */
    private long round(String worker, String desk) throws IOException, InterruptedException {
        for (int number = 0; number < REPORTS_IN_A_ROUND; number++) {
            send("/cases", worker, REPORT);
        }
        send("/cases?limit=20", desk, null);
        send("/me/tasks", worker, null);
        send("/me/notices", worker, null);
        send("/cases", worker, "{\"position\":1}");
        send("/me", null, null);
        return REPORTS_IN_A_ROUND + 5;
    }

    private String token(String username) throws IOException, InterruptedException {
        String asked = json.writeValueAsString(Map.of("username", username, "password", password));
        return json.readTree(send("/auth/token", null, asked))
                .required("accessToken")
                .asString();
    }

    private String send(String path, @Nullable String token, @Nullable String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.header("Content-Type", "application/json")
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .POST(BodyPublishers.ofString(body));
        }
        return http.send(request.build(), BodyHandlers.ofString()).body();
    }
}
