package org.wangge.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;
import static org.wangge.fixtures.Eventually.until;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.util.unit.DataSize;
import org.wangge.fixtures.ModuleBeans;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.TestStore;
import org.wangge.fixtures.WanggeTestConfiguration;
import org.wangge.media.model.Pictures;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.shared.Refused;
import org.wangge.shared.Role;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class MediaStoreTests {

    private static final Actor WORKER = actor(1);
    private static final Actor OTHER = actor(2);
    private static final Duration DAY = Duration.ofHours(24);

    private final TestStore store = TestStore.open();
    private final TestClock clock = new TestClock(WanggeTestConfiguration.START);
    private final ModuleBeans beans;
    private final Set<UUID> kept = new HashSet<>();
    private final MediaReaders things = new MediaReaders() {
        @Override
        public Mono<Boolean> mayRead(UUID mediaId, Actor actor) {
            return Mono.just(false);
        }

        @Override
        public Mono<Boolean> keeps(UUID mediaId) {
            return Mono.just(kept.contains(mediaId));
        }
    };
    private final MediaStore media;
    private final OrphanedMedia forgotten;

    MediaStoreTests() {
        beans = ModuleBeans.of(store, clock, "media")
                .with(MediaSettings.class, () -> new MediaSettings(DataSize.ofMegabytes(2), 1_000_000, DAY))
                .with(MediaReaders.class, () -> things)
                .start();
        media = beans.get(MediaStore.class);
        forgotten = beans.get(OrphanedMedia.class);
    }

    @AfterEach
    void close() {
        beans.close();
        store.close();
    }

    private static Actor actor(int number) {
        return new Actor(
                new UUID(0, number), "某", Set.of(Role.GRID_WORKER), Set.of(), List.of(GridPath.of("510703")), Set.of());
    }

    private static Operation operation(@Nullable String key) {
        return new Operation(key, "POST /api/v1/media", "request");
    }

    private static Flux<ByteBuffer> pieces(byte[] bytes) {
        int piece = 8192;
        return Flux.range(0, (bytes.length + piece - 1) / piece)
                .map(i ->
                        ByteBuffer.wrap(Arrays.copyOfRange(bytes, i * piece, Math.min(bytes.length, (i + 1) * piece))));
    }

    private MediaStore.Stored stored(byte[] bytes, @Nullable String key) {
        return value(media.store(pieces(bytes), WORKER, operation(key)));
    }

    private long count(String collection) {
        return value(store.template().count(new Query(), collection));
    }

    private void assertThatNothingIsKept() {
        assertThat(count("media")).isZero();
        assertThat(count("photos.files")).isZero();
        assertThat(count("photos.chunks")).isZero();
    }

    private byte[] read(UUID id) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        value(media.open(id, WORKER))
                .content()
                .doOnNext(piece -> {
                    byte[] bytes = new byte[piece.remaining()];
                    piece.get(bytes);
                    out.writeBytes(bytes);
                })
                .blockLast();
        return out.toByteArray();
    }

    private @Nullable String refusal(Mono<?> refused) {
        return catchThrowable(refused::block) instanceof Refused no
                ? no.refusal().code()
                : null;
    }

    @Test
    void a_picture_comes_back_as_it_went_in() {
        byte[] picture = Pictures.jpegOfBytes(1_500_000);
        MediaView view = stored(picture, null).view();
        assertThat(view.bytes()).isEqualTo(picture.length);
        assertThat(view.contentType()).isEqualTo("image/jpeg");
        assertThat(view.width()).isEqualTo(32);
        assertThat(read(view.id())).isEqualTo(picture);
    }

    @Test
    void of_a_refused_upload_nothing_is_kept() {
        byte[] text = "not a picture, whatever its name".repeat(1000).getBytes(StandardCharsets.UTF_8);
        assertThat(refusal(media.store(pieces(text), WORKER, operation(null)))).isEqualTo("media.not-a-picture");
        assertThatNothingIsKept();
        byte[] large = Pictures.jpegOfBytes(2 * 1024 * 1024 + 1);
        assertThat(refusal(media.store(pieces(large), WORKER, operation(null)))).isEqualTo("media.too-large");
        assertThatNothingIsKept();
        byte[] wide = Pictures.webpLossy(1001, 1000);
        assertThat(refusal(media.store(pieces(wide), WORKER, operation(null)))).isEqualTo("media.too-many-pixels");
        assertThatNothingIsKept();
        assertThat(refusal(media.store(Flux.empty(), WORKER, operation(null)))).isEqualTo("media.not-a-picture");
        assertThatNothingIsKept();
        byte[] cut = Arrays.copyOf(Pictures.png(10, 10), 20);
        assertThat(refusal(media.store(pieces(cut), WORKER, operation(null)))).isEqualTo("media.not-a-picture");
        assertThatNothingIsKept();
    }

    @Test
    void of_an_upload_that_broke_off_nothing_is_kept() {
        byte[] picture = Pictures.jpegOfBytes(1_500_000);
        Flux<ByteBuffer> broken =
                pieces(picture).take(100).concatWith(Mono.error(new IllegalStateException("connection lost")));
        assertThat(catchThrowable(
                        () -> media.store(broken, WORKER, operation(null)).block()))
                .hasMessageContaining("connection lost");
        assertThatNothingIsKept();
        assertThat(count("mediaUploads")).isZero();
    }

    @Test
    void what_an_upload_left_whose_sender_went_away_is_cleared_later() {
        Flux<ByteBuffer> stuck =
                pieces(Pictures.jpegOfBytes(1_500_000)).take(100).concatWith(Flux.never());
        Disposable upload = media.store(stuck, WORKER, operation(null)).subscribe();
        until("bytes were stored", () -> count("photos.chunks") > 0);
        upload.dispose();
        done(forgotten.run());
        assertThat(count("mediaUploads")).as("it may still be under way").isEqualTo(1);
        clock.advance(Duration.ofHours(7));
        done(forgotten.run());
        assertThatNothingIsKept();
        assertThat(count("mediaUploads")).isZero();
    }

    @Test
    void a_repeat_gives_the_same_and_another_file_under_the_same_key_is_refused() {
        byte[] picture = Pictures.png(20, 10);
        MediaStore.Stored first = stored(picture, "worker:key");
        MediaStore.Stored again = stored(picture, "worker:key");
        assertThat(first.replayed()).isFalse();
        assertThat(again.replayed()).isTrue();
        assertThat(again.view()).isEqualTo(first.view());
        assertThat(refusal(media.store(pieces(Pictures.png(20, 11)), WORKER, operation("worker:key"))))
                .isEqualTo("idempotency.key-reused");
        assertThat(count("photos.files")).isEqualTo(1);
    }

    /** As an earlier version stored it: an id of its own, which is that of the bytes too, and the key beside. */
    private UUID earlier(byte[] picture, String key) {
        UUID id = stored(picture, null).view().id();
        Document media = value(store.template().findById(id, Document.class, "media"));
        UUID bytes = media.get("bytesId", UUID.class);
        done(store.template().remove(Query.query(Criteria.where("_id").is(id)), "media"));
        media.remove("bytesId");
        media.append("_id", bytes)
                .append("operationKey", key)
                .append("operationHash", operation(key).over(media.get("hash")).bodyHash());
        done(store.template().insert(media, "media"));
        return bytes;
    }

    @Test
    void what_an_earlier_version_stored_under_a_key_is_found_read_and_not_stored_again() {
        byte[] picture = Pictures.png(20, 10);
        UUID id = earlier(picture, "worker:key");
        MediaStore.Stored again = stored(picture, "worker:key");
        assertThat(again.replayed()).isTrue();
        assertThat(again.view().id()).isEqualTo(id);
        assertThat(read(id)).isEqualTo(picture);
        assertThat(refusal(media.store(pieces(Pictures.png(20, 11)), WORKER, operation("worker:key"))))
                .isEqualTo("idempotency.key-reused");
        clock.advance(Duration.ofDays(3));
        done(forgotten.run());
        assertThatNothingIsKept();
    }

    @Test
    void of_many_repeats_at_once_one_is_kept() {
        byte[] picture = Pictures.png(30, 10);
        List<MediaStore.Stored> all = value(Flux.range(0, 8)
                .flatMap(i -> media.store(pieces(picture), WORKER, operation("worker:race")), 8)
                .collectList());
        assertThat(all)
                .extracting(stored -> stored.view().id())
                .hasSize(8)
                .containsOnly(all.get(0).view().id());
        assertThat(all).filteredOn(stored -> !stored.replayed()).hasSize(1);
        assertThat(count("media")).isEqualTo(1);
        assertThat(count("photos.files")).isEqualTo(1);
        assertThat(value(store.template()
                        .findAll(Document.class, "photos.chunks")
                        .collectList()))
                .hasSize(1);
    }

    @Test
    void two_files_at_once_under_one_key_are_not_taken_for_one() {
        List<String> outcomes = value(Flux.range(0, 6)
                .flatMap(
                        i -> media.store(pieces(Pictures.png(40, 10 + i)), WORKER, operation("worker:both"))
                                .map(stored -> "kept")
                                .onErrorResume(
                                        Refused.class,
                                        refused -> Mono.just(refused.refusal().code())),
                        6)
                .collectList());
        assertThat(outcomes).containsOnlyOnce("kept").contains("idempotency.key-reused");
        assertThat(count("photos.files")).isEqualTo(1);
    }

    @Test
    void who_did_not_upload_it_may_neither_see_nor_use_it() {
        UUID id = stored(Pictures.png(9, 9), null).view().id();
        assertThat(refusal(media.open(id, OTHER))).isEqualTo("media.not-found");
        assertThat(refusal(media.open(UUID.randomUUID(), WORKER))).isEqualTo("media.not-found");
        assertThat(refusal(media.requireUsable(List.of(id), OTHER, "/mediaIds")))
                .isEqualTo("media.unknown");
        assertThat(refusal(media.requireUsable(List.of(id), WORKER, "/mediaIds")))
                .isNull();
    }

    @Test
    void what_nobody_attached_is_gone_after_a_day_and_what_was_attached_stays() {
        UUID forgottenOne = stored(Pictures.png(9, 9), null).view().id();
        UUID attached = stored(Pictures.png(9, 8), null).view().id();
        UUID named = stored(Pictures.png(9, 7), null).view().id();
        done(media.attach(List.of(attached)));
        clock.advance(DAY);
        done(media.requireUsable(List.of(named), WORKER, "/mediaIds"));
        done(forgotten.run());
        assertThat(count("media")).as("a day is not over before it is over").isEqualTo(3);
        clock.advance(Duration.ofMillis(1));
        done(forgotten.run());
        assertThat(refusal(media.open(forgottenOne, WORKER))).isEqualTo("media.not-found");
        assertThat(read(attached)).isNotEmpty();
        assertThat(read(named))
                .as("a report that names it keeps it for another day")
                .isNotEmpty();
        assertThat(count("photos.files")).isEqualTo(2);
        assertThat(count("photos.chunks")).isEqualTo(2);
        clock.advance(DAY);
        done(forgotten.run());
        assertThat(count("photos.files")).isEqualTo(1);
    }

    @Test
    void what_something_keeps_stays_also_when_the_word_of_it_was_held_up() {
        UUID held = stored(Pictures.png(9, 9), null).view().id();
        kept.add(held);
        clock.advance(DAY.plusMillis(1));
        done(forgotten.run());
        kept.clear();
        clock.advance(DAY);
        done(forgotten.run());
        assertThat(read(held)).as("found once and for all").isNotEmpty();
    }

    @Test
    void of_many_forgotten_ones_none_waits_for_another_hour() {
        Flux.range(0, 205)
                .concatMap(i -> media.store(pieces(Pictures.png(3, 3)), WORKER, operation(null)))
                .blockLast();
        clock.advance(DAY.plusMillis(1));
        done(forgotten.run());
        assertThatNothingIsKept();
    }

    @Test
    void a_file_is_taken_no_faster_than_it_is_stored() {
        byte[] picture = Pictures.jpegOfBytes(1_800_000);
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Flux<ByteBuffer> watched = pieces(picture)
                .doOnRequest(n -> most.accumulateAndGet((int) Math.min(n, Integer.MAX_VALUE), Math::max))
                .doOnNext(piece -> asked.incrementAndGet());
        value(media.store(watched, WORKER, operation(null)));
        assertThat(asked.get()).isEqualTo((picture.length + 8191) / 8192);
        assertThat(most.get()).as("pieces asked for at once").isLessThanOrEqualTo(64);
    }
}
