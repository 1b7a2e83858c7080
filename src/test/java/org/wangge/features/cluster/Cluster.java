package org.wangge.features.cluster;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.ConnectionString;
import com.mongodb.MongoCredential;
import com.mongodb.ServerAddress;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import org.wangge.WanggeApplication;
import org.wangge.account.Accounts;
import org.wangge.account.DemoAccounts;
import org.wangge.casework.Cases;
import org.wangge.embedded.StoreProcess;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.OwnConnections;
import org.wangge.fixtures.TestServer;
import org.wangge.shared.Actor;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.JsonNode;

/**
 * Instances of the application over one store, which is a process of its own, or a database on the server that tests are to run on. They
 * share nothing else.
 */
final class Cluster implements AutoCloseable {

    static final String PASSWORD = "grid-demo-42";

    private static final Duration LONGEST_SIGNED_IN = Duration.ofMinutes(5);

    private final Path directory;
    private final String named = TestServer.fresh();
    private @Nullable StoreProcess store;
    private final ConnectionString address;
    private final MongoClient client;
    private final Map<String, Actor> actors = new ConcurrentHashMap<>();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private Instant signedIn = Instant.now();

    Cluster() {
        try {
            directory = Files.createTempDirectory("wangge-cluster").resolve("store");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        if (named.isEmpty()) {
            store = StoreProcess.store(directory, "--fsync=false");
        }
        address = new ConnectionString(store == null ? named : store.uri());
        client = MongoClients.create(
                TestServer.settings(address.getConnectionString()).build());
    }

    /** kill -9 of the store, which then begins anew at the same address. */
    void killStore() throws InterruptedException {
        assumeTrue(store != null, "kills a store of its own, and no server that is named");
        requireNonNull(store).kill();
        store.close();
        store = StoreProcess.again(directory, address.getConnectionString());
        store.uri();
    }

    int storePort() {
        return storeAddress().getPort();
    }

    ServerAddress storeAddress() {
        return new ServerAddress(address.getHosts().get(0));
    }

    /** One application with its web server. */
    record Instance(ConfigurableApplicationContext context, Cases cases, int port, WebClient http)
            implements AutoCloseable {

        <T> T bean(Class<T> type) {
            return context.getBean(type);
        }

        @Override
        public void close() {
            context.close();
        }
    }

    /** An instance in a process of its own; close it. */
    AppProcess startProcess() {
        return new AppProcess(settings(storePort()));
    }

    /** The same, whose way to the store leads through a gate. */
    AppProcess startProcess(StoreGate gate, List<String> more) {
        List<String> arguments = new ArrayList<>(settings(gate.port()));
        arguments.addAll(more);
        return new AppProcess(arguments);
    }

    private List<String> settings(int port) {
        return settings(address.getConnectionString().replace(":" + storePort() + "/", ":" + port + "/"));
    }

    /** As an operator would name it who knows nothing but where it is: without times, and only this way. */
    private String plain(int port) {
        String whole = address.getConnectionString();
        MongoCredential user = address.getCredential();
        return (user == null ? "mongodb://" : whole.substring(0, whole.indexOf('@') + 1))
                + "127.0.0.1:" + port + "/" + address.getDatabase() + "?directConnection=true"
                + (user == null ? "" : "&authSource=" + user.getSource());
    }

    private static List<String> settings(String uri) {
        return List.of(
                "--wangge.mongodb-uri=" + uri,
                "--wangge.seeding.seed=demo",
                "--wangge.seeding.history=0",
                "--wangge.seeding.demo-password=" + PASSWORD);
    }

    Instance start(String... more) {
        return start(settings(storePort()), more);
    }

    /** The same, whose way to the store leads through a proxy. */
    Instance start(StoreProxy proxy) {
        return start(settings(plain(proxy.port())));
    }

    private static Instance start(List<String> settings, String... more) {
        List<String> arguments = new ArrayList<>(settings);
        arguments.addAll(List.of(more));
        arguments.add("--server.port=0");
        ConfigurableApplicationContext context = new SpringApplicationBuilder(
                        WanggeApplication.class, OwnConnections.class)
                .run(arguments.toArray(String[]::new));
        int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        HttpClient connections = HttpClient.create(
                ConnectionProvider.builder("cluster").maxConnections(64).build());
        WebClient http = WebClient.builder()
                .baseUrl("http://127.0.0.1:" + port)
                .clientConnector(new org.springframework.http.client.reactive.ReactorClientHttpConnector(connections))
                .build();
        return new Instance(context, context.getBean(Cases.class), port, http);
    }

    MongoDatabase database() {
        return client.getDatabase(requireNonNull(address.getDatabase()));
    }

    /** Signs the people of these offices in at one instance; their tokens are good at all, which sign with one key. */
    void signIn(Instance asked, String... offices) {
        Accounts accounts = asked.bean(Accounts.class);
        for (String office : offices) {
            for (String person : List.of("dispatcher-%s", "handler-%s", "worker-%s-1", "worker-%s-2")) {
                String username = person.formatted(office);
                actors.put(
                        username,
                        Awaited.value(asked.bean(DemoAccounts.class)
                                .idsOf(List.of(username))
                                .flatMap(ids -> accounts.actor(requireNonNull(ids.get(username))))));
                tokens.put(username, Awaited.value(token(asked.http(), username)));
            }
        }
    }

    /** Signs them in again before their tokens, which last a quarter of an hour, are no longer good. */
    void renewTokens(Instance asked) {
        if (signedIn.plus(LONGEST_SIGNED_IN).isBefore(Instant.now())) {
            signedIn = Instant.now();
            tokens.replaceAll((username, old) -> Awaited.value(token(asked.http(), username)));
        }
    }

    static Mono<String> token(WebClient http, String username) {
        return http.post()
                .uri("/api/v1/auth/token")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("username", username, "password", PASSWORD))
                .retrieve()
                .bodyToMono(JsonNode.class)
                .map(answer -> answer.get("accessToken").stringValue());
    }

    Actor actor(String username) {
        return requireNonNull(actors.get(username));
    }

    String token(String username) {
        return requireNonNull(tokens.get(username));
    }

    @Override
    public void close() {
        client.close();
        TestServer.drop(named);
        if (store != null) {
            store.close();
        }
    }
}
