package org.wangge.embedded.wiring;

import com.mongodb.ConnectionString;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.net.InetAddress;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.UuidRepresentation;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.reactive.ConfigurableReactiveWebServerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.wangge.embedded.EmbeddedStore;
import org.wangge.embedded.StoreSettings;

/**
 * Decides where the data lives. The client is made from the connection details, and these from the store, so the store starts
 * first and closes last, also when the context fails half-way.
 */
@Configuration(proxyBeanMethods = false)
class EmbeddedConfiguration {

    /** For the majority to have a write. Then it may be there or not, as after any lost answer, and the client repeats it. */
    private static final int LONGEST_WAIT_SECONDS = 10;

    /**
     * After which a server that says nothing any more is given up; no command of ours takes as long. Indexes are built over other
     * connections.
     */
    private static final int SILENT_SECONDS = 20;

    /**
     * After which a database that cannot be reached at all is given up, also at the start: refused, unknown by name, or in a
     * network that swallows everything. Whoever asks meanwhile hears of it at once and may ask again; an election of a primary may take
     * longer.
     */
    private static final int UNREACHABLE_SECONDS = 5;

    /**
     * How often the driver asks the server how it is; it waits for that answer as long as for a connection. So one that hangs is found out
     * in seven seconds, and what waits for it hears so.
     */
    private static final int HEARTBEAT_SECONDS = 2;

    /** A store that could not write serves nothing any more, but opens again as it was: whoever watches may start it anew. */
    @Bean
    @Conditional(NoExternalDatabase.class)
    EmbeddedStore embeddedStore(StoreSettings settings, EmbeddedSettings embedded, ApplicationContext context) {
        EmbeddedStore store =
                EmbeddedStore.start(settings.dataDir(), embedded.port(), embedded.fsync(), embedded.cachePercent());
        store.onFailure(() -> AvailabilityChangeEvent.publish(context, LivenessState.BROKEN));
        return store;
    }

    /** What the store is asked, and how often it goes to the disk: both should be little while nobody does anything. */
    @Bean
    @Conditional(NoExternalDatabase.class)
    MeterBinder storeMetrics(EmbeddedStore store) {
        return metrics -> {
            FunctionCounter.builder("wangge.store.commands", store, EmbeddedStore::commands)
                    .register(metrics);
            FunctionCounter.builder("wangge.store.commits", store, EmbeddedStore::commits)
                    .register(metrics);
        };
    }

    @Bean("store")
    @Conditional(NoExternalDatabase.class)
    StoreHealth storeHealth(EmbeddedStore store) {
        return new StoreHealth(store);
    }

    /** What runs on a laptop is not open to the network it happens to be in, unless someone says so. */
    @Bean
    @Conditional(NoExternalDatabase.class)
    WebServerFactoryCustomizer<ConfigurableReactiveWebServerFactory> loopbackOnly(StoreSettings settings) {
        return factory -> {
            if (settings.bind() == null || settings.bind().isBlank()) {
                factory.setAddress(InetAddress.getLoopbackAddress());
            }
        };
    }

    @Bean
    MongoConnectionDetails mongoConnectionDetails(StoreSettings settings, ObjectProvider<EmbeddedStore> store) {
        ConnectionString address = settings.mongodbUri() != null && settings.external()
                ? DatabaseAddress.of(settings.mongodbUri())
                : new ConnectionString(store.getObject().uri());
        return () -> address;
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    MongoClientSettingsBuilderCustomizer mongoClientHabits(StoreSettings settings) {
        return builder -> {
            builder.uuidRepresentation(UuidRepresentation.STANDARD);
            if (settings.external()) {
                ConnectionString asked = DatabaseAddress.of(Objects.requireNonNull(settings.mongodbUri()));
                if (asked.getServerSelectionTimeout() == null) {
                    builder.applyToClusterSettings(
                            cluster -> cluster.serverSelectionTimeout(UNREACHABLE_SECONDS, TimeUnit.SECONDS));
                }
                if (asked.getHeartbeatFrequency() == null) {
                    builder.applyToServerSettings(
                            server -> server.heartbeatFrequency(HEARTBEAT_SECONDS, TimeUnit.SECONDS));
                }
                if (asked.getConnectTimeout() == null) {
                    builder.applyToSocketSettings(
                            sockets -> sockets.connectTimeout(UNREACHABLE_SECONDS, TimeUnit.SECONDS));
                }
                if (asked.getSocketTimeout() == null) {
                    builder.applyToSocketSettings(sockets -> sockets.readTimeout(SILENT_SECONDS, TimeUnit.SECONDS));
                }
                // A claim is read back at once, and a session is over everywhere: secondaries may not know yet.
                builder.writeConcern(WriteConcern.MAJORITY.withWTimeout(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS))
                        .readPreference(ReadPreference.primary());
            }
        };
    }

    static final class NoExternalDatabase extends SpringBootCondition {

        private static final String PROPERTY = "wangge.mongodb-uri";

        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            String uri = context.getEnvironment().getProperty(PROPERTY, "");
            return new ConditionOutcome(
                    uri.isBlank(), ConditionMessage.of("%s is %s", PROPERTY, uri.isBlank() ? "blank" : "set"));
        }
    }
}
