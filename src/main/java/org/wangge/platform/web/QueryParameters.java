package org.wangge.platform.web;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;
import org.wangge.grid.Offices;
import org.wangge.shared.GridPath;
import org.wangge.shared.QueryValues;
import reactor.core.publisher.Mono;

/** Gives controllers the parameters of a list, with what their words mean: who asks, and what an office handles. */
@Configuration(proxyBeanMethods = false)
class QueryParameters implements WebFluxConfigurer, HandlerMethodArgumentResolver, QueryValues.Areas {

    private final Offices offices;

    QueryParameters(Offices offices) {
        this.offices = offices;
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
        resolvers.addCustomResolver(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(QueryValues.class);
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        Set<String> declared = parameter.getMethod() == null ? Set.of() : declared(parameter.getMethod());
        return exchange.getPrincipal()
                .ofType(ActorAuthentication.class)
                .map(reader -> values(exchange, reader.getPrincipal().id(), declared))
                .switchIfEmpty(Mono.fromSupplier(() -> values(exchange, null, declared)));
    }

    private Object values(ServerWebExchange exchange, @Nullable UUID me, Set<String> declared) {
        return new QueryValues(exchange.getRequest().getQueryParams(), me, this, declared);
    }

    /** The names of the parameters that the handler declares one by one. */
    static Set<String> declared(Method handler) {
        return Arrays.stream(handler.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestParam.class))
                .map(QueryParameters::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String name(Parameter parameter) {
        RequestParam said = parameter.getAnnotation(RequestParam.class);
        return said == null || said.name().isEmpty() ? parameter.getName() : said.name();
    }

    @Override
    public List<GridPath> areas(@Nullable String office, @Nullable String grid) {
        return offices.areas(office, grid);
    }

    @Override
    public List<GridPath> areasOrNowhere(@Nullable String office, @Nullable String grid) {
        return offices.areasOrNowhere(office, grid);
    }
}
