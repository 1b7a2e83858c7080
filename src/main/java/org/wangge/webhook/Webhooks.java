package org.wangge.webhook;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.live.LiveFeed;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.GridPath;
import org.wangge.shared.Ids;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.PersonName;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Refused;
import org.wangge.webhook.delivery.SecretBox;
import org.wangge.webhook.delivery.WebhookSender;
import org.wangge.webhook.model.Progress;
import org.wangge.webhook.model.SealedSecret;
import org.wangge.webhook.model.WebhookFile;
import org.wangge.webhook.model.WebhookRules;
import org.wangge.webhook.store.ProgressStore;
import org.wangge.webhook.store.WebhookStore;
import org.wangge.work.Decision;
import org.wangge.work.VersionedWrites;
import org.wangge.work.VersionedWrites.Written;
import reactor.core.publisher.Mono;

/**
 * The webhooks of an area, for who keeps its reference data ({@code REFERENCE_EDIT}). Whoever asks sees those of the own area; of
 * others there are none ({@code webhook.not-found}).
 */
@Component
public class Webhooks {

    /** Each is looked at every second. */
    private static final int MOST_IN_A_DISTRICT = 50;

    private final WebhookStore store;
    private final ProgressStore progress;
    private final WebhookAreas areas;
    private final SecretBox box;
    private final WebhookSender sender;
    private final LiveFeed feed;
    private final WebhookSettings settings;
    private final Clock clock;

    Webhooks(
            WebhookStore store,
            ProgressStore progress,
            WebhookAreas areas,
            SecretBox box,
            WebhookSender sender,
            LiveFeed feed,
            WebhookSettings settings,
            Clock clock) {
        this.store = store;
        this.progress = progress;
        this.areas = areas;
        this.box = box;
        this.sender = sender;
        this.feed = feed;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What a write came to.
     *
     * @param replayed whether the same operation had done it before
     * @param difference what of it differs since, in one text; empty when nothing was written now
     */
    public record Done(WebhookView view, boolean replayed, String difference) {}

    /** The same of one that is gone. */
    public record Deleted(boolean replayed, String difference) {}

    /** A page of webhooks, the newest first; refuses {@code request.cursor-invalid}. */
    public Mono<Page<WebhookView>> list(int limit, @Nullable String cursor, boolean count, Actor actor) {
        actor.require(Permission.REFERENCE_EDIT);
        return store.page(actor, limit, cursor, count)
                .flatMap(page -> progress.find(
                                page.items().stream().map(WebhookFile::id).toList())
                        .collectMap(Progress::id)
                        .map(known ->
                                page.map(file -> WebhookView.of(file, known.get(file.id()), null, clock.instant()))));
    }

    /** One webhook, and how far it got. */
    public Mono<WebhookView> find(UUID id, Actor actor) {
        return file(id, actor.require(Permission.REFERENCE_EDIT)).flatMap(file -> view(file, null));
    }

    Mono<WebhookFile> file(UUID id, Actor actor) {
        return store.find(id, actor).filter(file -> file.deletedAt() == null).switchIfEmpty(absent());
    }

    private static <T> Mono<T> absent() {
        return Mono.error(() -> new Refused(Refusal.of("webhook.not-found")));
    }

    private Mono<WebhookView> view(WebhookFile file, WebhookView.@Nullable Secret secret) {
        return progress.find(file.id())
                .map(known -> WebhookView.of(file, known, secret, clock.instant()))
                .switchIfEmpty(Mono.fromSupplier(() -> WebhookView.of(file, null, secret, clock.instant())));
    }

    /**
     * Makes a webhook, which is told of what happens from now on; the answer has its secret. Refuses {@code webhook.invalid} with the
     * fields at fault, and {@code webhook.too-many}. Repeatable by its operation, which is shown the secret again while that is the
     * present one.
     */
    public Mono<Done> create(WebhookDraft draft, Call call) {
        Actor actor = call.actor().require(Permission.REFERENCE_EDIT);
        GridPath area = areas.find(draft.area(), actor);
        refuse(draft, area == null && draft.area() != null ? List.of(areas.unknown(draft.area())) : List.of());
        if (draft.url() == null || area == null) {
            throw new IllegalArgumentException("A webhook has a URL and an area");
        }
        String url = draft.url();
        return VersionedWrites.made(call.operation(), store::findByOperation)
                .switchIfEmpty(Mono.defer(() -> store.count(area.district())
                        .zipWith(feed.head(area.district()))
                        .flatMap(known -> {
                            if (known.getT1() >= MOST_IN_A_DISTRICT) {
                                return Mono.error(new Refused(Refusal.of("webhook.too-many", MOST_IN_A_DISTRICT)));
                            }
                            WebhookFile made = made(url, area, draft, known.getT2(), call);
                            return VersionedWrites.make(store.insert(made), call.operation(), store::findByOperation);
                        })))
                .doOnNext(written -> sender.lookAgain())
                .flatMap(written -> view(written.file(), shown(written.file(), call))
                        .map(view -> new Done(
                                view,
                                written.replayed(),
                                written.replayed() ? "" : WebhookRules.difference(null, written.file()))));
    }

    private void refuse(WebhookDraft draft, List<Fault> more) {
        List<Fault> faults = new ArrayList<>(WebhookRules.faults(draft, settings.privateTargets()));
        faults.addAll(more);
        if (!faults.isEmpty()) {
            throw new Refused(Refusal.of("webhook.invalid").withFaults(faults));
        }
    }

    private WebhookFile made(String url, GridPath area, WebhookDraft draft, long head, Call call) {
        Instant now = clock.instant();
        UUID id = Ids.next();
        boolean active = !Boolean.FALSE.equals(draft.active());
        return new WebhookFile(
                id,
                url,
                draft.kinds() == null ? List.of() : draft.kinds(),
                area.value(),
                area.ancestry(),
                draft.description() == null ? "" : draft.description(),
                active,
                active ? null : PauseReason.BY_HAND,
                active ? null : now,
                head,
                List.of(secret(id, call, now)),
                new PersonName(call.actor().id(), call.actor().name()),
                now,
                null,
                1,
                now,
                call.operation().key(),
                call.operation().key() == null ? null : call.operation().bodyHash(),
                null);
    }

    private SealedSecret secret(UUID id, Call call, Instant now) {
        return new SealedSecret(
                box.seal(id, box.make()), now, null, call.operation().key());
    }

    /** To who made it, also when asked again; null to everybody else, and when it cannot be read any more. */
    private WebhookView.@Nullable Secret shown(WebhookFile file, Call call) {
        SealedSecret present = file.secrets().get(0);
        String key = call.operation().key();
        boolean made = key == null ? present.madeBy() == null : key.equals(present.madeBy());
        String secret = made ? box.open(file.id(), present.sealed()) : null;
        return secret == null ? null : new WebhookView.Secret(secret);
    }

    /**
     * Says something else of it; what the draft does not say stays. Refuses {@code webhook.stale} and {@code webhook.invalid}; its area
     * stays in its district. Repeatable.
     */
    public Mono<Done> edit(UUID id, WebhookDraft draft, Call call) {
        Actor actor = call.actor().require(Permission.REFERENCE_EDIT);
        GridPath area = areas.find(draft.area(), actor);
        return change(id, call, file -> {
            boolean elsewhere =
                    area == null ? draft.area() != null : !area.district().equals(file.feed());
            refuse(draft, elsewhere ? List.of(areas.unknown(String.valueOf(draft.area()))) : List.of());
            return WebhookRules.edit(file, draft, area == null ? null : area.ancestry(), clock.instant());
        });
    }

    /** Sends nothing until it is resumed. Refuses {@code webhook.stale}. Repeatable. */
    public Mono<Done> pause(UUID id, Call call) {
        return change(id, call, file -> WebhookRules.pause(file, clock.instant()));
    }

    /**
     * Goes on where it was; what is gone from the feed meanwhile is told by an event {@code resync}. Refuses {@code webhook.stale}.
     * Repeatable.
     */
    public Mono<Done> resume(UUID id, Call call) {
        return change(id, call, file -> WebhookRules.resume(file, clock.instant()));
    }

    /** Signs with a new secret, which the answer has, and for 24 hours with the one before too. Refuses {@code webhook.stale}. */
    public Mono<Done> rotate(UUID id, Call call) {
        return change(id, call, file -> WebhookRules.rotate(file, secret(id, call, clock.instant()), clock.instant()));
    }

    /** Takes it away, with what is known of it. Refuses {@code webhook.stale}. Repeatable by its operation. */
    public Mono<Deleted> delete(UUID id, Call call) {
        Actor actor = call.actor().require(Permission.REFERENCE_EDIT);
        Supplier<Mono<WebhookFile>> present = () -> store.find(id, actor)
                .filter(file -> file.deletedAt() == null || call.operation().isAmong(file.operations(), file.caption()))
                .switchIfEmpty(absent());
        return written(present, call, file -> Mono.just(WebhookRules.delete(file, clock.instant())), this::kept)
                .map(written -> new Deleted(written.replayed(), difference(written)));
    }

    private Mono<Done> change(UUID id, Call call, Function<WebhookFile, Decision<WebhookFile>> decide) {
        return changed(id, call, file -> Mono.just(decide.apply(file)), this::kept);
    }

    /** For what is done beside the file, before it is known that it was. */
    Mono<Done> changed(
            UUID id,
            Call call,
            Function<WebhookFile, Mono<Decision<WebhookFile>>> decide,
            BiFunction<WebhookFile, WebhookFile, Mono<Void>> beside) {
        Actor actor = call.actor().require(Permission.REFERENCE_EDIT);
        return written(() -> file(id, actor), call, decide, beside)
                .doOnNext(written -> sender.lookAgain())
                .flatMap(written -> view(written.file(), shown(written.file(), call))
                        .map(view -> new Done(view, written.replayed(), difference(written))));
    }

    private Mono<Written<WebhookFile>> written(
            Supplier<Mono<WebhookFile>> find,
            Call call,
            Function<WebhookFile, Mono<Decision<WebhookFile>>> decide,
            BiFunction<WebhookFile, WebhookFile, Mono<Void>> beside) {
        return VersionedWrites.change(
                find,
                call,
                WebhookRules::stale,
                decide,
                (file, next) -> beside.apply(file, next.file()).then(store.change(file, next, call.operation())));
    }

    /** Who failed or waited is tried at once when somebody has done something about it. */
    private Mono<Void> kept(WebhookFile before, WebhookFile after) {
        boolean mended = !before.url().equals(after.url())
                || !before.secrets().equals(after.secrets())
                || after.active() && !before.active();
        return mended && after.deletedAt() == null ? progress.startAnew(after) : Mono.empty();
    }

    private static String difference(Written<WebhookFile> written) {
        return written.before() == null ? "" : WebhookRules.difference(written.before(), written.file());
    }
}
