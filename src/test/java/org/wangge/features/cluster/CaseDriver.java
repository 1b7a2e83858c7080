package org.wangge.features.cluster;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseCommand;
import org.wangge.casework.CaseView;
import org.wangge.casework.Cases;
import org.wangge.casework.ReportCase;
import org.wangge.features.cluster.CaseScript.Step;
import org.wangge.features.cluster.CaseScript.Told;
import org.wangge.features.cluster.Cluster.Instance;
import org.wangge.notification.NoticeKind;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Operation;
import org.wangge.shared.Refused;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/**
 * Drives cases through their lives at the faces of two instances. Every fourth step is sent to both at once, in three ways by
 * turns: blindly, with the version seen, and as one operation repeated. Each time exactly one may do it.
 */
final class CaseDriver {

    private static final Locale LOCALE = Locale.SIMPLIFIED_CHINESE;
    private static final List<String> OFFICES = List.of("001", "003");

    private final Cluster cluster;
    private final List<Instance> instances;
    private final Map<String, String> firstGrids;
    private final Queue<Expected> expected = new ConcurrentLinkedQueue<>();
    private final AtomicInteger contested = new AtomicInteger();

    /** @param firstGrids by office, a grid for which its first worker answers */
    CaseDriver(Cluster cluster, List<Instance> instances, Map<String, String> firstGrids) {
        this.cluster = cluster;
        this.instances = instances;
        this.firstGrids = firstGrids;
    }

    /** What must be found of a case at the end. */
    record Expected(UUID id, String number, List<CaseAction> actions, Map<String, Integer> notices) {}

    List<Expected> expected() {
        return List.copyOf(expected);
    }

    int contested() {
        return contested.get();
    }

    /** One life, in which there are two cases when the index says that one is merged into another. */
    Mono<Void> live(int index) {
        String office = OFFICES.get(index % OFFICES.size());
        CaseScript.Kind kind = CaseScript.Kind.values()[index % CaseScript.Kind.values().length];
        Actor other = cluster.actor(CaseScript.otherWorker(office));
        CaseScript script = CaseScript.of(kind, office, other.id());
        return report(index, script.worker(), office).flatMap(made -> {
            Life life = new Life(made);
            life.note(CaseAction.REPORT, List.of(new Told(script.dispatcher(), NoticeKind.CASE_REPORTED)));
            return Flux.fromIterable(script.steps())
                    .index()
                    .concatMap(step -> take(index, step.getT1().intValue(), step.getT2(), life))
                    .then(Mono.fromRunnable(() -> expected.add(life.expected())));
        });
    }

    /** Two reports of one matter: the second is merged into the first, whose end both reporters are told. */
    Mono<Void> liveMerged(int index) {
        String office = OFFICES.get(index % OFFICES.size());
        Actor other = cluster.actor(CaseScript.otherWorker(office));
        CaseScript script = CaseScript.of(CaseScript.Kind.PLAIN, office, other.id());
        return Mono.zip(report(index, script.worker(), office), report(index + 1, script.otherWorker(), office))
                .flatMap(made -> {
                    Life first = new Life(made.getT1());
                    Life second = new Life(made.getT2());
                    first.note(CaseAction.REPORT, List.of(new Told(script.dispatcher(), NoticeKind.CASE_REPORTED)));
                    second.note(
                            CaseAction.REPORT,
                            List.of(
                                    new Told(script.dispatcher(), NoticeKind.CASE_REPORTED),
                                    new Told(script.worker(), NoticeKind.CASE_IN_YOUR_GRID)));
                    Step merge = new Step(
                            script.dispatcher(),
                            new CaseCommand.Merge(first.id),
                            Map.of(),
                            List.of(new Told(script.otherWorker(), NoticeKind.CASE_MERGED)));
                    return take(index, 0, merge, second)
                            .then(absorbed(first, script.dispatcher()))
                            .thenMany(Flux.fromIterable(script.steps()))
                            .concatMap(step -> take(index, 1, step, first))
                            .then(Mono.fromRunnable(() -> {
                                first.tell(script.otherWorker(), NoticeKind.CASE_FILED);
                                first.tell(script.otherWorker(), NoticeKind.CASE_CLOSED);
                                expected.add(first.expected());
                                expected.add(second.expected());
                            }));
                });
    }

    private String grid(String office) {
        return requireNonNull(firstGrids.get(office));
    }

    private Mono<Void> absorbed(Life life, String reader) {
        Instance asked = instances.get(1);
        return Mono.defer(() -> asked.cases().find(life.id, cluster.actor(reader), LOCALE))
                .repeatWhen(again -> again.delayElements(Duration.ofMillis(50)))
                .filter(view -> !view.merged().isEmpty())
                .next()
                .doOnNext(view -> life.advance(CaseAction.ABSORB, view, List.of()))
                .then();
    }

    /** A report, every third of them sent to both instances as one operation. */
    private Mono<CaseView> report(int index, String worker, String office) {
        ReportCase report = new ReportCase(
                "G0201",
                "安全出口上锁 " + index,
                null,
                grid(office),
                "滨江路" + index + "号",
                null,
                null,
                List.of(),
                false,
                null);
        Actor actor = cluster.actor(worker);
        Operation operation = new Operation(Operation.keyOf(actor.id(), UUID.randomUUID()), "hash", "cluster-" + index);
        return index % 3 == 0
                ? both(instance -> instance.cases().report(report, actor, operation, LOCALE))
                : instances
                        .get(index % 2)
                        .cases()
                        .report(report, actor, operation, LOCALE)
                        .map(Cases.Done::view);
    }

    private Mono<Void> take(int index, int number, Step step, Life life) {
        Actor actor = cluster.actor(step.who());
        int turn = index + number;
        boolean contest = turn % 4 == 0;
        boolean seen = contest && turn / 4 % 3 == 1;
        boolean repeated = contest && turn / 4 % 3 == 2;
        Operation operation = new Operation(
                repeated ? Operation.keyOf(actor.id(), UUID.randomUUID()) : null, "hash", "cluster-" + index);
        Long version = seen ? Long.valueOf(life.version) : null;
        Attempt attempt = instance ->
                instance.cases().act(life.id, step.command(), new Call(version, null, actor, operation, LOCALE));
        return (contest ? both(attempt) : attempt.at(instances.get(turn % 2)).map(Cases.Done::view))
                .doOnNext(view -> life.advance(step.action(), view, step.told()))
                .then();
    }

    /** One life over HTTP, each step at the other instance; the acceptance is sent to both, and one of them refuses it. */
    Mono<Void> liveOverHttp(int index) {

        String office = OFFICES.get(index % OFFICES.size());
        Actor other = cluster.actor(CaseScript.otherWorker(office));
        CaseScript script = CaseScript.of(CaseScript.Kind.PLAIN, office, other.id());
        Map<String, ?> report = Map.of("description", "安全出口上锁", "categoryCode", "G0201", "gridCode", grid(office));
        return post(instances.get(index % 2), script.worker(), "/api/v1/cases", report)
                .flatMap(made -> {
                    assertThat(made.status()).isEqualTo(201);
                    Life life = new Life(
                            UUID.fromString(made.body().get("id").stringValue()),
                            made.body().get("number").stringValue());
                    life.note(CaseAction.REPORT, List.of(new Told(script.dispatcher(), NoticeKind.CASE_REPORTED)));
                    return Flux.fromIterable(script.steps())
                            .index()
                            .concatMap(step -> takeOverHttp(index + step.getT1().intValue(), step.getT2(), life))
                            .then(Mono.fromRunnable(() -> expected.add(life.expected())));
                });
    }

    private Mono<Void> takeOverHttp(int turn, Step step, Life life) {
        String path = "/api/v1/cases/" + life.id + "/actions/" + step.action().code();
        Mono<Answer> first = post(instances.get(turn % 2), step.who(), path, step.body());
        Mono<Void> taken = step.action() == CaseAction.ACCEPT
                ? Mono.zip(first, post(instances.get((turn + 1) % 2), step.who(), path, step.body()))
                        .doOnNext(both -> assertThat(List.of(
                                        both.getT1().status(), both.getT2().status()))
                                .containsExactlyInAnyOrder(200, 409))
                        .then()
                : first.doOnNext(answer -> assertThat(answer.status()).isEqualTo(200))
                        .then();
        return taken.then(Mono.fromRunnable(() -> life.note(step.action(), step.told())));
    }

    private record Answer(int status, JsonNode body) {}

    private Mono<Answer> post(Instance instance, String who, String path, Map<String, ?> body) {
        return instance.http()
                .post()
                .uri(path)
                .header("Authorization", "Bearer " + cluster.token(who))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchangeToMono(response -> response.bodyToMono(JsonNode.class)
                        .map(answer -> new Answer(response.statusCode().value(), answer)));
    }

    private interface Attempt {
        Mono<Cases.Done> at(Instance instance);
    }

    private record Outcome(
            Cases.@Nullable Done done, @Nullable String refusal) {

        boolean did() {
            return done != null && !done.replayed();
        }
    }

    /** Sends it to both instances at the same time; exactly one does it, the other finds it done or is refused. */
    private Mono<CaseView> both(Attempt attempt) {
        return Mono.zip(outcome(attempt, instances.get(0)), outcome(attempt, instances.get(1)))
                .map(pair -> {
                    contested.incrementAndGet();
                    if (pair.getT1().did() == pair.getT2().did()) {
                        throw new AssertionError("not exactly one did it: " + pair);
                    }
                    Outcome winner = pair.getT1().did() ? pair.getT1() : pair.getT2();
                    return requireNonNull(winner.done()).view();
                });
    }

    private static Mono<Outcome> outcome(Attempt attempt, Instance instance) {
        return Mono.defer(() -> attempt.at(instance))
                .map(done -> new Outcome(done, null))
                .onErrorResume(
                        Refused.class,
                        refused -> Mono.just(new Outcome(null, refused.refusal().code())))
                .subscribeOn(Schedulers.parallel());
    }

    /** One case on its way, and what it must have left behind so far. */
    private static final class Life {

        private final UUID id;
        private final String number;
        private final List<CaseAction> actions = new ArrayList<>();
        private final Map<String, Integer> notices = new HashMap<>();
        private long version;

        Life(UUID id, String number) {
            this.id = id;
            this.number = number;
        }

        Life(CaseView view) {
            this(view.id(), view.number());
            this.version = view.version();
        }

        void note(CaseAction action, List<Told> told) {
            actions.add(action);
            told.forEach(one -> tell(one.who(), one.kind()));
        }

        void advance(CaseAction action, CaseView after, List<Told> told) {
            version = after.version();
            note(action, told);
        }

        void tell(String who, NoticeKind kind) {
            notices.merge(who + " " + kind, 1, Integer::sum);
        }

        Expected expected() {
            return new Expected(id, number, List.copyOf(actions), Map.copyOf(notices));
        }
    }
}
