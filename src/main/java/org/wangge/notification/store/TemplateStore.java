package org.wangge.notification.store;

import java.time.Duration;
import java.util.List;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Repository;
import org.wangge.notification.NoticeKind;
import org.wangge.notification.NoticeTemplate;
import org.wangge.shared.LocalizedText;
import org.wangge.work.Inserts;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The templates of notices. */
@Repository
public class TemplateStore {

    private static final String TEMPLATES = "notice_templates";

    private final ReactiveMongoTemplate mongo;
    private final Inserts inserts;

    TemplateStore(ReactiveMongoTemplate mongo, Inserts inserts) {
        this.mongo = mongo;
        this.inserts = inserts;
    }

    private record Stored(NoticeKind id, LocalizedText title, LocalizedText body, boolean rings, long secondsToLive) {}

    public Flux<NoticeTemplate> all() {
        return mongo.findAll(Stored.class, TEMPLATES)
                .map(found -> new NoticeTemplate(
                        found.id(),
                        found.title(),
                        found.body(),
                        found.rings(),
                        Duration.ofSeconds(found.secondsToLive())));
    }

    public Mono<Void> putAll(List<NoticeTemplate> templates) {
        return inserts.putAll(templates.stream().map(TemplateStore::stored).toList(), TEMPLATES);
    }

    private static Stored stored(NoticeTemplate template) {
        return new Stored(
                template.kind(),
                template.title(),
                template.body(),
                template.rings(),
                template.timeToLive().toSeconds());
    }
}
