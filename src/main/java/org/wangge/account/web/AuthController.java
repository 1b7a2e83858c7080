package org.wangge.account.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.account.AccountSettings;
import org.wangge.account.BearerToken;
import org.wangge.account.SignIns;
import org.wangge.account.TokenPair;
import org.wangge.account.token.SigningKeys;
import org.wangge.shared.Actor;
import org.wangge.shared.CallerAddress;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

/** Signing in, staying signed in, signing out. */
@RestController
class AuthController {

    private final SignIns signIns;
    private final SigningKeys keys;
    private final AccountSettings settings;

    AuthController(SignIns signIns, SigningKeys keys, AccountSettings settings) {
        this.signIns = signIns;
        this.keys = keys;
        this.settings = settings;
    }

    record SignInRequest(
            @NotBlank @Size(max = 64) String username,
            @NotNull @Size(min = 1, max = 200) String password,
            @Nullable Boolean cookie) {}

    record PasswordBody(
            @NotNull @Size(min = 1, max = 200) String current,
            @JsonProperty("new") @Nullable String next) {}

    record RefreshRequest(@Nullable @Size(max = 200) String refreshToken) {}

    @PostMapping("/api/v1/auth/token")
    Mono<ResponseEntity<TokenPair>> signIn(
            @Valid @RequestBody SignInRequest body, CallerAddress address, ServerHttpRequest request) {
        boolean browser = Boolean.TRUE.equals(body.cookie());
        return signIns.signIn(body.username(), body.password(), address)
                .map(pair -> browser ? inCookie(pair, request) : notToBeStored(pair));
    }

    @PostMapping("/api/v1/auth/token/refresh")
    Mono<ResponseEntity<TokenPair>> refresh(
            @Valid @RequestBody RefreshRequest body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable UUID key,
            ServerHttpRequest request) {
        String given = body.refreshToken();
        if (given != null && !given.isBlank()) {
            return signIns.refresh(given, key).map(AuthController::notToBeStored);
        }
        String kept = given == null ? SessionCookie.in(request) : null;
        return kept == null
                ? missing("/refreshToken")
                : signIns.refresh(kept, key).map(pair -> inCookie(pair, request));
    }

    private static <T> Mono<T> missing(String pointer) {
        return Mono.error(() -> new Refused(
                Refusal.of("request.invalid").withFaults(List.of(Refusal.Fault.of(pointer, "field.required")))));
    }

    private ResponseEntity<TokenPair> inCookie(TokenPair pair, ServerHttpRequest request) {
        String refreshToken = Objects.requireNonNull(pair.refreshToken());
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        HttpHeaders.SET_COOKIE,
                        SessionCookie.holding(refreshToken, settings.refreshTokenLife(), request))
                .body(new TokenPair(pair.accessToken(), pair.tokenType(), pair.expiresIn(), null));
    }

    private static ResponseEntity<TokenPair> notToBeStored(TokenPair pair) {
        return ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").body(pair);
    }

    /** Changes one's own password; the session that asks goes on, all others end. */
    @PutMapping("/api/v1/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> changePassword(
            @Valid @RequestBody PasswordBody body,
            @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization,
            Actor actor,
            CallerAddress address) {
        String next = body.next();
        // A constraint would name the component and not the field.
        return next == null
                ? missing("/new")
                : signIns.changePassword(actor, BearerToken.in(authorization), body.current(), next, address);
    }

    @PostMapping("/api/v1/auth/sign-out")
    Mono<ResponseEntity<Void>> signOut(
            @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization,
            @RequestParam(defaultValue = "false") boolean everywhere,
            Actor actor,
            ServerHttpRequest request) {
        ResponseEntity.HeadersBuilder<?> answer = ResponseEntity.noContent();
        if (SessionCookie.in(request) != null) {
            answer.header(HttpHeaders.SET_COOKIE, SessionCookie.gone(request));
        }
        // What an external issuer's token stands for may be no session yet, so one's own ends by its token in any case.
        Mono<Void> others = everywhere ? signIns.signOutEverywhere(actor) : Mono.empty();
        return others.then(signIns.signOut(BearerToken.in(authorization))).thenReturn(answer.build());
    }

    @GetMapping("/.well-known/jwks.json")
    Map<String, Object> publicKeys() {
        return keys.publicKeys();
    }
}
