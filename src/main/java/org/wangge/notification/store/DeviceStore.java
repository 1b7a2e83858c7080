package org.wangge.notification.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.notification.Device;
import org.wangge.work.StoreIndexes;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The devices people can be pushed to. */
@Repository
public class DeviceStore implements StoreIndexes {

    private static final String DEVICES = "devices";

    private final ReactiveMongoTemplate mongo;

    DeviceStore(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    @Override
    public Map<String, List<Index>> indexes() {
        return Map.of(
                DEVICES,
                List.of(
                        // Whom to push to.
                        new Index("accountId", Direction.ASC),
                        // One address belongs to one device: an app installed anew keeps its token for a while.
                        new Index("address", Direction.ASC)));
    }

    /** Registers a device, whoever had it before, and takes its address from any other. */
    public Mono<Device> save(Device device) {
        Query sameAddress = Query.query(
                Criteria.where("address").is(device.address()).and("_id").ne(device.id()));
        return mongo.remove(sameAddress, DEVICES).then(mongo.save(device, DEVICES));
    }

    public Mono<Void> remove(String id, UUID accountId) {
        return mongo.remove(
                        Query.query(
                                Criteria.where("_id").is(id).and("accountId").is(accountId)),
                        DEVICES)
                .then();
    }

    /** Removes all of a person's devices that were registered until then. */
    public Mono<Void> removeAllOf(UUID accountId, Instant until) {
        return mongo.remove(
                        Query.query(Criteria.where("accountId")
                                .is(accountId)
                                .and("registeredAt")
                                .lte(until)),
                        DEVICES)
                .then();
    }

    public Flux<Device> of(Collection<UUID> accounts) {
        return mongo.find(Query.query(Criteria.where("accountId").in(accounts)), Device.class, DEVICES);
    }

    /** Removes the device if it still has this address and was not registered anew since. */
    public Mono<Void> removeIfUnchanged(Device device, Instant sentAt) {
        Query unchanged = Query.query(Criteria.where("_id")
                .is(device.id())
                .and("address")
                .is(device.address())
                .and("registeredAt")
                .lte(sentAt));
        return mongo.remove(unchanged, DEVICES).then();
    }
}
