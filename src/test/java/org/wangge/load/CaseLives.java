package org.wangge.load;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes cases through all stages, each step by the person whose it is. */
final class CaseLives {

    /** With the report. */
    static final int STEPS = 10;

    private final Clients clients;
    private final Map<String, String> secondWorkers = new LinkedHashMap<>();

    CaseLives(Clients clients) {
        this.clients = clients;
        for (String office : District.OFFICES) {
            secondWorkers.put(
                    office,
                    clients.getNow(District.worker(office, 2), "/api/v1/me")
                            .get("id")
                            .stringValue());
        }
    }

    /** Reported and then taken so many steps further; gives the id. */
    Mono<String> live(String office, int steps) {
        return District.report(clients, office, 1)
                .map(Clients::idIn)
                .flatMap(id -> Flux.range(1, steps - 1)
                        .concatMap(step -> step(office, id, step).get())
                        .then(Mono.just(id)));
    }

    private Supplier<Mono<byte[]>> step(String office, String id, int step) {
        String dispatcher = District.dispatcher(office);
        String handler = District.handler(office);
        String worker = District.worker(office, 2);
        String asked = "{\"assigneeId\":\"" + secondWorkers.get(office) + "\"}";
        return switch (step) {
            case 1 -> act(dispatcher, id, "request-verification", asked);
            case 2 -> act(worker, id, "verify", "{\"confirmed\":true,\"note\":\"情况属实\"}");
            case 3 -> act(dispatcher, id, "file", "{\"conditionSeq\":1}");
            case 4 -> act(dispatcher, id, "dispatch", "{\"departmentCode\":\"510703" + office + "-YJ\"}");
            case 5 -> act(handler, id, "accept", "{}");
            case 6 -> act(handler, id, "resolve", "{\"result\":\"已打开并清理\"}");
            case 7 -> act(dispatcher, id, "request-check", asked);
            case 8 -> act(worker, id, "check", "{\"passed\":true}");
            case 9 -> act(dispatcher, id, "close", "{}");
            default -> throw new IllegalArgumentException("no step " + step);
        };
    }

    private Supplier<Mono<byte[]>> act(String who, String id, String action, String body) {
        return () -> clients.act(who, "/api/v1/cases/" + id + "/actions/" + action, body);
    }
}
