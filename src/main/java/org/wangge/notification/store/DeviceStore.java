package org.wangge.notification.store;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.notification.Device;
import org.wangge.work.StoreIndexes;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** The devices people can be pushed to. */
@Repository
public class DeviceStore implements StoreIndexes {

    private static final String DEVICES = "devices";
    private static final int MOST_OF_ONE = 10;

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

    /**
     * Registers a device, whoever had it before, and takes its address from any other. Empty when a version was seen and is not
     * the present one.
     */
    public Mono<Device> register(Device device, @Nullable Long seen) {
        Criteria itself = Criteria.where("_id").is(device.id());
        Query present =
                Query.query(seen == null ? itself : itself.and("version").is(seen));
        return (seen == null ? Mono.just(true) : mongo.exists(present, DEVICES))
                .filter(Boolean::booleanValue)
                .flatMap(fits -> laterThanOthers(device))
                .flatMap(at -> write(device, at, present, seen == null))
                .delayUntil(saved -> leaveOnlyTheLast(saved.address()))
                .delayUntil(saved -> giveUpTheOldest(saved.accountId()));
    }

    /** A person has so many devices at most; who registers one more gives up the one that registered first. */
    private Mono<Void> giveUpTheOldest(UUID account) {
        return of(List.of(account))
                .sort(Comparator.comparing(Device::registeredAt).reversed())
                .skip(MOST_OF_ONE)
                .concatMap(oldest -> removeIfUnchanged(oldest, oldest.registeredAt()))
                .then();
    }

    /** Writes down how much was pushed to devices in this minute. */
    public Mono<Void> count(Map<String, Device.Sent> sent) {
        if (sent.isEmpty()) {
            return Mono.empty();
        }
        var writes = mongo.bulkOps(BulkOperations.BulkMode.UNORDERED, DEVICES);
        sent.forEach((id, count) -> writes.updateOne(
                Query.query(Criteria.where("_id").is(id)),
                new Update().set("sent.minute", count.minute()).set("sent.count", count.count())));
        return writes.execute().then();
    }

    /** That the devices of a session had a notice; gives one of them. Empty when it has none. Repeatable. */
    public Mono<Device> received(UUID accountId, UUID sessionId, Instant at) {
        Query own = Query.query(
                Criteria.where("accountId").is(accountId).and("sessionId").is(sessionId));
        return mongo.findAndModify(
                own,
                new Update().max("receivedAt", at),
                FindAndModifyOptions.options().returnNew(true),
                Device.class,
                DEVICES);
    }

    /** When it is registered: after all that have its address already, whatever the clocks of other instances say. */
    private Mono<Instant> laterThanOthers(Device device) {
        return withAddress(device.address())
                .filter(other -> !other.id().equals(device.id()))
                .map(other -> other.registeredAt().plusMillis(1))
                .reduce(device.registeredAt(), (one, other) -> one.isAfter(other) ? one : other);
    }

    /** Also when several registered it at the same moment: each looks after its own write, so the last look sees them all. */
    private Mono<Void> leaveOnlyTheLast(String address) {
        return withAddress(address)
                .sort(Comparator.comparing(Device::registeredAt)
                        .thenComparing(Device::id)
                        .reversed())
                .skip(1)
                .concatMap(earlier -> removeIfUnchanged(earlier, earlier.registeredAt()))
                .then();
    }

    private Flux<Device> withAddress(String address) {
        return mongo.find(Query.query(Criteria.where("address").is(address)), Device.class, DEVICES);
    }

    private Mono<Device> write(Device device, Instant at, Query present, boolean alsoNew) {
        Update registration = new Update()
                .set("accountId", device.accountId())
                .set("address", device.address())
                .set("addressKind", device.addressKind())
                .set("platform", device.platform())
                .set("appVersion", device.appVersion())
                .set("locale", device.locale())
                .set("registeredAt", at)
                .set("sessionId", device.sessionId())
                .inc("version", 1L);
        return mongo.findAndModify(
                        present,
                        registration,
                        FindAndModifyOptions.options().returnNew(true).upsert(alsoNew),
                        Device.class,
                        DEVICES)
                // Two that come first at once: one of them finds it made.
                .retryWhen(Retry.max(2).filter(DuplicateKeyException.class::isInstance));
    }

    public Mono<Device> find(String id) {
        return mongo.findById(id, Device.class, DEVICES);
    }

    /** All there are, for who clears up. */
    public Flux<Device> all() {
        return mongo.findAll(Device.class, DEVICES);
    }

    /** Removes those of the devices that were not registered since. */
    public Mono<Void> removeUnchanged(Collection<Device> gone, Instant until) {
        Query unchanged = Query.query(Criteria.where("_id")
                .in(gone.stream().map(Device::id).toList())
                .and("registeredAt")
                .lte(until));
        return mongo.remove(unchanged, DEVICES).then();
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
