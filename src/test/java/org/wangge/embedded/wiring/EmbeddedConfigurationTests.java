package org.wangge.embedded.wiring;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.internal.MongoClientImpl;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.UuidRepresentation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoReactiveAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.boot.mongodb.autoconfigure.MongoReactiveAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.wangge.embedded.EmbeddedStore;
import org.wangge.embedded.StoreSettings;
import org.wangge.embedded.StoreUnavailable;

@Isolated("counts the threads of all stores")
class EmbeddedConfigurationTests {

    @TempDir
    Path directory;

    @Configuration(proxyBeanMethods = false)
    @Import(EmbeddedConfiguration.class)
    @EnableConfigurationProperties({StoreSettings.class, EmbeddedSettings.class})
    static class Module {}

    private ApplicationContextRunner runner(String... properties) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        MongoReactiveAutoConfiguration.class, DataMongoReactiveAutoConfiguration.class))
                .withUserConfiguration(Module.class)
                .withPropertyValues("wangge.data-dir=" + directory.resolve("data"))
                .withPropertyValues(properties);
    }

    @Test
    void a_wrong_address_is_named_without_repeating_what_may_be_a_password() {
        runner("wangge.mongodb-uri=mongodb://wangge:geheim/nis@db/wangge").run(context -> {
            assertThat(context).hasFailed();
            assertThat(context.getStartupFailure())
                    .rootCause()
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("WANGGE_MONGODB_URI");
            StringWriter everything = new StringWriter();
            requireNonNull(context.getStartupFailure()).printStackTrace(new PrintWriter(everything));
            assertThat(everything.toString()).doesNotContain("geheim");
        });
    }

    @Test
    void without_an_address_the_store_starts_and_the_client_talks_to_it() {
        runner().run(context -> {
            ReactiveMongoTemplate template = context.getBean(ReactiveMongoTemplate.class);
            template.insert(new Document("_id", 1), "things").block();
            assertThat(requireNonNull(template.getMongoDatabase().block()).getName())
                    .isEqualTo("wangge");
            assertThat(template.count(new org.springframework.data.mongodb.core.query.Query(), "things")
                            .block())
                    .isEqualTo(1);
        });
        assertThat(storeThreads()).isEmpty();
        runner().run(context ->
                assertThat(context.getBean(EmbeddedStore.class).uri()).contains("127.0.0.1"));
    }

    @Test
    void with_an_address_nothing_of_the_store_is_touched_and_writes_are_majority() {
        runner("wangge.mongodb-uri=mongodb://db.example:27017/?serverSelectionTimeoutMS=10&readPreference=nearest")
                .run(context -> {
                    assertThat(context).doesNotHaveBean(EmbeddedStore.class);
                    assertThat(context.getBean(MongoConnectionDetails.class)
                                    .getConnectionString()
                                    .getDatabase())
                            .isEqualTo("wangge");
                    MongoClientSettings settings = ((MongoClientImpl) context.getBean(MongoClient.class)).getSettings();
                    assertThat(settings.getWriteConcern())
                            .isEqualTo(WriteConcern.MAJORITY.withWTimeout(10, TimeUnit.SECONDS));
                    assertThat(settings.getReadPreference()).isEqualTo(ReadPreference.primary());
                    assertThat(settings.getUuidRepresentation()).isEqualTo(UuidRepresentation.STANDARD);
                });
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void a_database_that_does_not_answer_is_given_up_soon_unless_the_address_has_times_of_its_own() {
        runner("wangge.mongodb-uri=mongodb://db.example:27017/").run(context -> {
            MongoClientSettings settings = ((MongoClientImpl) context.getBean(MongoClient.class)).getSettings();
            assertThat(times(settings)).containsExactly(5, 2, 5, 20);
        });
        runner("wangge.mongodb-uri=mongodb://db.example:27017/?serverSelectionTimeoutMS=7000&heartbeatFrequencyMS=8000"
                        + "&connectTimeoutMS=9000&socketTimeoutMS=10000")
                .run(context -> {
                    MongoClientSettings settings = ((MongoClientImpl) context.getBean(MongoClient.class)).getSettings();
                    assertThat(times(settings)).containsExactly(7, 8, 9, 10);
                });
    }

    /** In seconds: to choose a server, between two heartbeats, to connect, to read. */
    private static List<Integer> times(MongoClientSettings settings) {
        return List.of(
                (int) settings.getClusterSettings().getServerSelectionTimeout(TimeUnit.SECONDS),
                (int) settings.getServerSettings().getHeartbeatFrequency(TimeUnit.SECONDS),
                settings.getSocketSettings().getConnectTimeout(TimeUnit.SECONDS),
                settings.getSocketSettings().getReadTimeout(TimeUnit.SECONDS));
    }

    @Test
    void the_environment_variable_names_the_database() {
        runner().withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "systemEnvironment",
                                java.util.Map.of("WANGGE_MONGODB_URI", "mongodb://db.example:27017/other"))))
                .run(context -> assertThat(
                                context.getBean(MongoConnectionDetails.class).getConnectionString())
                        .isEqualTo(new ConnectionString("mongodb://db.example:27017/other")));
    }

    @Test
    void a_named_user_is_still_looked_up_in_admin() {
        assertThat(requireNonNull(DatabaseAddress.of("mongodb://u:p@h:1").getCredential())
                        .getSource())
                .isEqualTo("admin");
        assertThat(DatabaseAddress.of("mongodb://u:p@h:1/?w=1").getDatabase()).isEqualTo("wangge");
        assertThat(requireNonNull(DatabaseAddress.of("mongodb://u:p@h:1/?authSource=x")
                                .getCredential())
                        .getSource())
                .isEqualTo("x");
    }

    @Test
    void a_failing_context_leaves_no_store_thread_and_frees_the_directory() {
        runner().withBean("broken", Object.class, () -> {
                    throw new IllegalStateException("no");
                })
                .run(context -> assertThat(context).hasFailed());
        assertThat(storeThreads()).isEmpty();
        EmbeddedStore.start(directory.resolve("data"), 0).close();
    }

    @Test
    void a_store_in_use_is_explained_to_people() throws Exception {
        Files.createDirectories(directory.resolve("data"));
        try (EmbeddedStore ignored = EmbeddedStore.start(directory.resolve("data"), 0)) {
            runner().run(context -> {
                assertThat(context).hasFailed();
                FailureAnalysis analysis = requireNonNull(
                        new StoreUnavailableAnalyzer().analyze(requireNonNull(context.getStartupFailure())));
                assertThat(analysis.getDescription()).contains("in use by another process");
                assertThat(analysis.getCause()).isInstanceOf(StoreUnavailable.class);
            });
        }
    }

    /** Those of stores that other tests of this JVM keep open. */
    private final Set<Thread> before = Thread.getAllStackTraces().keySet();

    private List<String> storeThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.startsWith("wangge-store"))
                .toList();
    }
}
