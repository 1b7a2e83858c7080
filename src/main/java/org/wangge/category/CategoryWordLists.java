package org.wangge.category;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.wangge.category.CategoryWordList.Word;
import org.wangge.category.model.WordsFile;
import org.wangge.category.store.CategoryStore;
import org.wangge.category.store.WordStore;
import org.wangge.shared.Call;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.VersionedWrites;
import reactor.core.publisher.Mono;

/** The words by which categories are suggested, a list for each category. Who administers may set another list. */
@Component
public class CategoryWordLists {

    private final Categories categories;
    private final CategoryStore changes;
    private final WordStore store;

    CategoryWordLists(Categories categories, CategoryStore changes, WordStore store) {
        this.categories = categories;
        this.changes = changes;
        this.store = store;
    }

    /** Those that hold today; {@code category.not-found} when there never was such a category. */
    public Mono<CategoryWordList> find(String code) {
        categories.get(code);
        return present(code).map(WordsFile::list);
    }

    /**
     * Sets the words of a category in place of those it has; another seed changes them no more. Every instance suggests by them within
     * seconds. Refuses {@code category.not-found}, {@code category.stale}, and {@code category.invalid} with the words at fault.
     * Repeatable: the same again changes nothing.
     */
    public Mono<CategoryWordList> change(String code, List<Word> words, List<Word> exclusions, Call call) {
        call.actor().require(Permission.REFERENCE_EDIT);
        categories.get(code);
        List<Refusal.Fault> faults = WordsFile.faults(words, exclusions);
        if (!faults.isEmpty()) {
            throw new Refused(Refusal.of("category.invalid").withFaults(faults));
        }
        return VersionedWrites.change(
                        () -> present(code),
                        call,
                        present -> Refusal.of("category.stale").withPresent(present.version(), List.of()),
                        present -> Mono.just(present.changed(words, exclusions)),
                        (present, next) -> store.write(present, next.file()))
                .flatMap(written ->
                        told(written.before() != null).thenReturn(written.file().list()));
    }

    private Mono<Void> told(boolean changed) {
        return changed
                ? changes.countChange()
                        .then(Mono.defer(categories::refreshIfChanged))
                        .then()
                : Mono.empty();
    }

    private Mono<WordsFile> present(String code) {
        return store.find(code).switchIfEmpty(Mono.fromSupplier(() -> seeded(code)));
    }

    private WordsFile seeded(String code) {
        return categories.words().categories().stream()
                .filter(words -> words.code().equals(code))
                .findFirst()
                .map(words -> new WordsFile(code, words(words.words()), words(words.exclusions()), 0))
                .orElse(new WordsFile(code, List.of(), List.of(), 0));
    }

    private static List<Word> words(Map<String, Integer> weights) {
        return weights.entrySet().stream()
                .map(word -> new Word(word.getKey(), word.getValue()))
                .toList();
    }
}
