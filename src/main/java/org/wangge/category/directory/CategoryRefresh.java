package org.wangge.category.directory;

import java.time.Duration;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.wangge.category.Categories;
import org.wangge.work.PolledWork;
import org.wangge.work.StartupStep;
import reactor.core.publisher.Mono;

/** Loads the categories before the first request, and looks every few seconds whether another instance changed one. */
@Component
@Order(100)
class CategoryRefresh implements StartupStep, PolledWork {

    private final Categories categories;

    CategoryRefresh(Categories categories) {
        this.categories = categories;
    }

    @Override
    public Mono<Void> run() {
        return categories.refreshIfChanged().then();
    }

    @Override
    public String name() {
        return "category-refresh";
    }

    @Override
    public Duration rest() {
        return Duration.ofSeconds(3);
    }

    @Override
    public Mono<Boolean> turn() {
        return categories.refreshIfChanged().thenReturn(false);
    }
}
