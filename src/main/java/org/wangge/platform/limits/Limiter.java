package org.wangge.platform.limits;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Every limit on how often something may be asked for. The first that fits a request counts it; {@link #REQUESTS} counts all.
 * A minute's worth may come at once, because a phone that was offline sends its day in one go.
 */
enum Limiter {
    REPORTS(1_200, 12_000, 0, true, "POST /api/v1/cases", "POST /api/v1/inspections"),
    /** Photos; a day's worth is bounded too, because they stay. */
    UPLOADS(600, 6_000, 3_000, true, "POST /api/v1/media"),
    IMPORTS(120, 240, 0, false, "POST /api/v1/*/imports"),
    EXPORTS(
            120,
            600,
            0,
            false,
            "GET /api/v1/exports/*",
            "GET /api/v1/hazards/monthly-form",
            "GET /api/v1/risk-map.geojson"),
    /** Looks at single persons: enough for a day's calls, too few to copy a register. */
    PERSONS(
            600,
            6_000,
            0,
            true,
            "GET /api/v1/places/*",
            "GET /api/v1/places/*/history",
            "GET /api/v1/accounts/*",
            "GET /api/v1/grids/*"),
    /** Lists that look for words read more than others. */
    SEARCHES(300, 3_000, 0, true, "GET /api/v1/**") {
        @Override
        boolean fits(ServerHttpRequest request) {
            return request.getURI().getRawQuery() != null
                    && request.getQueryParams().containsKey("q")
                    && super.fits(request);
        }
    },
    /** Whatever somebody signed in asks for. */
    REQUESTS(6_000, 0, 0, true),
    /** Whatever somebody not signed in asks for, by address. */
    STRANGERS(6_000, 0, 0, true);

    private record Call(HttpMethod method, PathPattern path) {}

    private final int perAccount;
    private final int perOffice;
    private final int perDay;
    private final boolean failOpen;
    private final Set<Call> calls;

    /**
     * @param perAccount so many a minute for one account, or for one address
     * @param perOffice so many a minute for all accounts of an office together; 0 for no such limit
     * @param perDay so many a day for one account; 0 for no such limit
     * @param failOpen whether a request passes when the limiter itself fails; closed where one request alone is dear
     * @param calls method and path pattern
     */
    Limiter(int perAccount, int perOffice, int perDay, boolean failOpen, String... calls) {
        this.perAccount = perAccount;
        this.perOffice = perOffice;
        this.perDay = perDay;
        this.failOpen = failOpen;
        this.calls = Set.copyOf(Arrays.stream(calls)
                .map(call -> call.split(" ", 2))
                .map(call -> new Call(HttpMethod.valueOf(call[0]), PathPatternParser.defaultInstance.parse(call[1])))
                .toList());
    }

    int perAccount() {
        return perAccount;
    }

    int perOffice() {
        return perOffice;
    }

    int perDay() {
        return perDay;
    }

    boolean failOpen() {
        return failOpen;
    }

    boolean fits(ServerHttpRequest request) {
        PathContainer path = request.getPath().pathWithinApplication();
        return calls.stream()
                .anyMatch(call ->
                        call.method() == request.getMethod() && call.path().matches(path));
    }

    /** The limit of this kind of request besides the one on all; empty when it has none. */
    static Optional<Limiter> of(ServerHttpRequest request) {
        return Arrays.stream(values()).filter(limiter -> limiter.fits(request)).findFirst();
    }
}
