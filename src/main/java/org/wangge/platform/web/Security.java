package org.wangge.platform.web;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.wangge.account.SignIns;
import org.wangge.platform.problem.ProblemWriter;
import org.wangge.platform.request.ClientAddresses;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import reactor.core.publisher.Mono;

/** Who may come in at all: everything needs a bearer token, except signing in, public cards, the contract and health. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class Security {

    private static final String[] OPEN = {
        "/",
        "/desk/**",
        "/worker",
        "/worker/**",
        "/_static/**",
        "/.well-known/jwks.json",
        "/api/v1/auth/token",
        "/api/v1/auth/token/refresh",
        "/api/v1/public/**",
        "/openapi.json",
        "/docs",
        "/docs/**",
        "/webjars/**",
        "/actuator/health/**"
    };

    private static final String STREAM = "/api/v1/events";

    private static final String METRICS = "/actuator/prometheus";

    /** As one question: the matcher of many patterns writes a line for its log at each of them, shown or not. */
    private static final List<PathPattern> OPEN_PATTERNS =
            Arrays.stream(OPEN).map(PathPatternParser.defaultInstance::parse).toList();

    private static boolean isOpen(ServerWebExchange exchange) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        return OPEN_PATTERNS.stream().anyMatch(pattern -> pattern.matches(path)) || comesWithTicket(exchange);
    }

    /** Whoever cannot send a token for a stream has a ticket in its place; the stream itself looks at it. */
    private static boolean comesWithTicket(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        return STREAM.equals(request.getPath().value())
                && request.getQueryParams().containsKey("ticket")
                && !request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION);
    }

    /** Metrics are for whoever runs the server: from the machine itself, or on the port that is for operations only. */
    private static boolean isOperator(ServerWebExchange exchange, ClientAddresses addresses, int operationsPort) {
        InetSocketAddress local = exchange.getRequest().getLocalAddress();
        return local != null && local.getPort() == operationsPort || addresses.isThisMachine(exchange.getRequest());
    }

    private static Mono<AuthorizationResult> mayOperate(Mono<Authentication> caller) {
        return caller.map(Authentication::getPrincipal)
                .ofType(Actor.class)
                .map(actor -> (AuthorizationResult) new AuthorizationDecision(actor.may(Permission.OPERATE)))
                .defaultIfEmpty(new AuthorizationDecision(false));
    }

    /**
     * Where nobody need be signed in, nobody is asked: a phone sends the token it has with everything, and the one that has
     * run out must not keep it from getting a new one.
     */
    private static Mono<Authentication> token(ServerWebExchange exchange) {
        return isOpen(exchange) ? Mono.empty() : HeaderRules.bearerToken(exchange);
    }

    /** The request as a whole is observed; a span around each filter would cost more than the filters. */
    @Bean
    SecurityObservationSettings withoutObservedFilters() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    ServerWebExchangeFirewall firewall() {
        return HeaderRules.firewall();
    }

    /** A path that hides something (a null, a semicolon, a second encoding) is bad input like any other. */
    @Bean
    ServerExchangeRejectedHandler rejectedPaths(ProblemWriter problems) {
        return (exchange, rejected) -> problems.write(exchange, Refusal.of("request.malformed"));
    }

    @Bean
    SecurityWebFilterChain securityFilters(
            ServerHttpSecurity http,
            SignIns signIns,
            ProblemWriter problems,
            ClientAddresses addresses,
            MapTiles tiles,
            WebPush push,
            Environment environment) {
        int operationsPort = environment.getProperty("management.server.port", Integer.class, -1);
        ReactiveAuthenticationManager bearer =
                authentication -> signIns.authenticate(((BearerTokenAuthenticationToken) authentication).getToken())
                        .<Authentication>map(ActorAuthentication::new)
                        .switchIfEmpty(Mono.error(() -> new InvalidBearerTokenException("not accepted")));
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authorizeExchange(paths -> paths.pathMatchers(HttpMethod.OPTIONS)
                        .permitAll()
                        .matchers(exchange -> isOpen(exchange) ? MatchResult.match() : MatchResult.notMatch())
                        .permitAll()
                        .pathMatchers(METRICS)
                        .access((caller, context) -> isOperator(context.getExchange(), addresses, operationsPort)
                                ? Mono.just(new AuthorizationDecision(true))
                                : mayOperate(caller))
                        .anyExchange()
                        .authenticated())
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(request -> Mono.just(bearer))
                        .bearerTokenConverter(Security::token)
                        .authenticationEntryPoint(
                                (exchange, failure) -> problems.write(exchange, Refusal.of("auth.required"))))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                                (exchange, failure) -> problems.write(exchange, Refusal.of("auth.required")))
                        .accessDeniedHandler(
                                (exchange, failure) -> problems.write(exchange, Refusal.of("access.forbidden", ""))))
                .headers(headers -> headers.contentSecurityPolicy(policy ->
                        policy.policyDirectives("default-src 'self'; img-src 'self' data: blob:" + tiles.imageSource()
                                + "; object-src 'none'; base-uri 'none'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'"
                                + push.policy())))
                .build();
    }
}
