package org.wangge.work;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import org.wangge.work.Journal.LineAged;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes the {@link Journal} of each kind of timeline, and takes into them what steps hand over beside their events. */
@Component
public final class Journals implements EventHandler {

    private final ReactiveMongoTemplate mongo;
    private final Inserts inserts;

    Journals(ReactiveMongoTemplate mongo, Inserts inserts) {
        this.mongo = mongo;
        this.inserts = inserts;
    }

    /**
     * @param owner the field that says whose line it is; whoever makes the journal declares its {@link Journal#index}
     */
    public <L extends Record> Journal<L> of(Class<L> type, String collection, String owner) {
        return new Journal<>(mongo, inserts, type, collection, owner);
    }

    @Override
    public Consumer consumer() {
        return Consumer.JOURNAL;
    }

    @Override
    public boolean handles(DomainEvent event) {
        return event instanceof LineAged;
    }

    @Override
    public Mono<Void> handle(List<DomainEvent> events) {
        Map<Journal<?>, List<LineAged>> aged =
                events.stream().map(LineAged.class::cast).collect(Collectors.groupingBy(LineAged::journal));
        return Flux.fromIterable(aged.entrySet())
                .concatMap(one -> one.getKey().keepAged(one.getValue()))
                .then();
    }
}
