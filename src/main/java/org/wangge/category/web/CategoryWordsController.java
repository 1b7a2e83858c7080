package org.wangge.category.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.category.CategoryWordList;
import org.wangge.category.CategoryWordList.Word;
import org.wangge.category.CategoryWordLists;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Permission;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** The words by which a category is suggested; everyone who is signed in may read why. */
@RestController
@RequestMapping("/api/v1/categories/{code}/words")
class CategoryWordsController {

    private final CategoryWordLists lists;

    CategoryWordsController(CategoryWordLists lists) {
        this.lists = lists;
    }

    record WordBody(
            @NotBlank @Size(max = 40) @Nullable String word,
            @NotNull @Min(1) @Max(9) @Nullable Integer weight) {

        Word toWord() {
            return new Word(Objects.requireNonNull(word).strip(), Objects.requireNonNull(weight));
        }
    }

    /** What the list itself says of the rest may come back with it and is not heeded. */
    @JsonIgnoreProperties({"code", "version"})
    record WordsBody(
            @NotNull @Size(max = 100) @Nullable List<@NotNull @Valid WordBody> words,
            @Size(max = 100) @Nullable List<@NotNull @Valid WordBody> exclusions) {

        private static List<Word> words(@Nullable List<WordBody> bodies) {
            return bodies == null
                    ? List.of()
                    : bodies.stream().map(WordBody::toWord).toList();
        }
    }

    @GetMapping
    Mono<ResponseEntity<CategoryWordList>> getCategoryWords(@PathVariable String code, Actor actor) {
        return lists.find(code).map(CategoryWordsController::answer);
    }

    @PutMapping
    Mono<ResponseEntity<CategoryWordList>> putCategoryWords(
            @PathVariable String code, @Valid @RequestBody WordsBody body, Call call) {
        call.actor().require(Permission.REFERENCE_EDIT);
        return lists.change(code, WordsBody.words(body.words()), WordsBody.words(body.exclusions()), call)
                .map(CategoryWordsController::answer);
    }

    private static ResponseEntity<CategoryWordList> answer(CategoryWordList list) {
        return ResponseEntity.ok().eTag(SeenVersion.etag(list.version())).body(list);
    }
}
