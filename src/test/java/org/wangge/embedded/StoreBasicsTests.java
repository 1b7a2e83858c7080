package org.wangge.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class StoreBasicsTests {

    @TempDir
    Path directory;

    @Test
    void what_was_written_is_there_after_a_restart() {
        for (int life = 0; life < 3; life++) {
            try (EmbeddedStore store = EmbeddedStore.start(directory, 0);
                    var client = MongoClients.create(store.uri())) {
                MongoCollection<Document> things = client.getDatabase("wangge").getCollection("things");
                Mono.from(things.createIndex(Indexes.ascending("tags", "n"))).block();
                Mono.from(things.createIndex(Indexes.ascending("number"), new IndexOptions().unique(true)))
                        .block();
                Mono.from(things.insertOne(new Document("_id", "a" + life)
                                .append("number", life)
                                .append("tags", List.of("x", "y"))))
                        .block();
                Mono.from(things.findOneAndUpdate(
                                Filters.eq("_id", "a" + life),
                                Updates.inc("n", 1),
                                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                        .block();
                assertThat(Flux.from(things.find()).collectList().block()).hasSize(life + 1);
                assertThat(Mono.from(things.countDocuments(Filters.eq("n", 1))).block())
                        .isEqualTo(life + 1);
                assertThat(Flux.from(things.listIndexes()).collectList().block())
                        .hasSize(3);
            }
        }
    }
}
