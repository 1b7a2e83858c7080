package org.wangge.work.internal;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.stereotype.Component;
import org.wangge.work.StoreIndexes;
import reactor.core.publisher.Mono;

/**
 * Builds indexes over connections of its own, set up as all others but for one thing: they wait for an answer as long as a build takes. A
 * large collection needs minutes, and whoever gave up after twenty seconds would never start.
 */
@Component
class IndexBuilds {

    private final MongoConnectionDetails address;
    private final ObjectProvider<MongoClientSettingsBuilderCustomizer> habits;

    IndexBuilds(MongoConnectionDetails address, ObjectProvider<MongoClientSettingsBuilderCustomizer> habits) {
        this.address = address;
        this.habits = habits;
    }

    /** Repeatable. */
    Mono<Void> build(Collection<StoreIndexes> declared) {
        ConnectionString uri = address.getConnectionString();
        return Mono.using(
                () -> MongoClients.create(settings(uri)),
                client -> IndexSetup.create(client.getDatabase(Objects.requireNonNull(uri.getDatabase())), declared),
                MongoClient::close);
    }

    private MongoClientSettings settings(ConnectionString uri) {
        MongoClientSettings.Builder builder = MongoClientSettings.builder().applyConnectionString(uri);
        habits.orderedStream().forEach(habit -> habit.customize(builder));
        return builder.applyToSocketSettings(sockets -> sockets.readTimeout(0, TimeUnit.SECONDS))
                .applyToConnectionPoolSettings(pool -> pool.minSize(0))
                .build();
    }
}
