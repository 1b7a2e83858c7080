package org.wangge.category.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.category.Categories;
import org.wangge.category.Category;
import org.wangge.category.CategoryHelp;
import org.wangge.category.CategoryKind;
import org.wangge.shared.Actor;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** Reading is open to everyone who is signed in: whoever reports must choose one. */
@RestController
@RequestMapping("/api/v1/categories")
class CategoryController {

    private final Categories categories;
    private final CategoryHelp help;

    CategoryController(Categories categories, CategoryHelp help) {
        this.categories = categories;
        this.help = help;
    }

    @GetMapping
    Page<CategoryViews.CategorySummary> listCategories(
            Actor actor,
            Locale locale,
            @RequestParam(required = false) @Nullable CategoryKind kind,
            @RequestParam(defaultValue = "false") boolean retired,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        String query = "categories-" + kind + "-" + retired;
        List<Category> all = retired
                ? categories.all().stream()
                        .filter(category -> kind == null || category.kind() == kind)
                        .toList()
                : categories.list(kind);
        return Page.cut(all, Category::code, query, limit, cursor, count)
                .map(category -> CategoryViews.CategorySummary.of(category, locale));
    }

    /** The words are those of a report, so they are in the body, where no log of addresses has them. */
    record SuggestRequest(
            @NotBlank @Size(max = 2000) @Nullable String text) {}

    @PostMapping("/suggest")
    CategoryHelp.Advice suggestCategories(Actor actor, Locale locale, @Valid @RequestBody SuggestRequest body) {
        return help.advice(body.text(), locale);
    }

    @GetMapping("/{code}")
    ResponseEntity<CategoryViews.CategoryView> getCategory(Actor actor, Locale locale, @PathVariable String code) {
        return answer(categories.get(code), locale);
    }

    @PutMapping("/{code}")
    Mono<ResponseEntity<CategoryViews.CategoryView>> putCategory(
            Actor actor,
            Locale locale,
            SeenVersion seen,
            @PathVariable String code,
            @Valid @RequestBody CategoryViews.PutCategoryRequest body) {
        actor.require(Permission.REFERENCE_EDIT);
        return categories.put(body.category(code), seen).map(category -> answer(category, locale));
    }

    private static ResponseEntity<CategoryViews.CategoryView> answer(Category category, Locale locale) {
        return ResponseEntity.ok()
                .eTag(SeenVersion.etag(category.version()))
                .body(CategoryViews.CategoryView.of(category, locale));
    }
}
