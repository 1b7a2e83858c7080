package org.wangge.planning.store;

import java.util.List;
import java.util.UUID;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Repository;
import org.wangge.planning.model.DrawFile;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.work.VersionedStore;
import org.wangge.work.VersionedStore.Beside;
import org.wangge.work.VersionedStores;
import reactor.core.publisher.Mono;

/** Draws. They are written once and never change. */
@Repository
public class DrawStore {

    static final String DRAWS = "draws";

    private final VersionedStore<DrawFile> draws;

    DrawStore(VersionedStores stores) {
        this.draws = stores.of(DrawFile.class, DRAWS);
    }

    /** A duplicate key when the operation has drawn already. */
    public Mono<DrawFile> insert(DrawFile draw) {
        return draws.insert(draw, new Beside(List.of(), null, draw.drawnAt()));
    }

    public Mono<DrawFile> findByOperation(String operationKey) {
        return draws.findByOperation(operationKey);
    }

    public Mono<DrawFile> findVisible(UUID id, Actor actor) {
        return draws.findVisible(id, inAreaOf(actor));
    }

    static Criteria inAreaOf(Actor actor) {
        return Criteria.where("areas")
                .in(actor.scopes().stream().map(GridPath::value).toList());
    }
}
