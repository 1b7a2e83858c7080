package org.wangge.category.directory;

import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.wangge.category.Categories;
import org.wangge.work.Keeper;
import org.wangge.work.Kept;
import reactor.core.publisher.Mono;

/** Loads the categories before the first request, and again when another instance changed one. */
@Component
@Order(100)
class CategoryRefresh implements Keeper {

    private final Categories categories;

    CategoryRefresh(Categories categories) {
        this.categories = categories;
    }

    @Override
    public Mono<Void> run() {
        return categories.refreshIfChanged().then();
    }

    @Override
    public Set<Kept> keeps() {
        return Set.of(Kept.CATEGORIES);
    }
}
