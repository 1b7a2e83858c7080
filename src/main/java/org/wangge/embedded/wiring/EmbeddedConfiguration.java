package org.wangge.embedded.wiring;

import com.mongodb.ConnectionString;
import com.mongodb.WriteConcern;
import java.net.InetAddress;
import org.bson.UuidRepresentation;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.reactive.ConfigurableReactiveWebServerFactory;
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

    @Bean
    @Conditional(NoExternalDatabase.class)
    EmbeddedStore embeddedStore(StoreSettings settings, EmbeddedSettings embedded) {
        return EmbeddedStore.start(settings.dataDir(), embedded.port(), embedded.fsync());
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
                builder.writeConcern(WriteConcern.MAJORITY);
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
