package org.wangge.casework.model;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.model.CaseFile.MergedWords;
import org.wangge.shared.SearchText;

/** What of a case words are looked for in: its number, what was reported, and what came of it. */
public final class SearchedTexts {

    private SearchedTexts() {}

    /** The case with what its texts now say; texts change when it is resolved and when others are merged into it. */
    public static CaseFile upToDate(CaseFile file) {
        return CaseFileBuilder.builder(file).search(of(file)).build();
    }

    public static SearchText of(CaseFile file) {
        Stream<@Nullable String> own = Stream.of(
                file.number(),
                file.report().description(),
                file.report().address(),
                file.outcome() == null ? null : file.outcome().result());
        Stream<@Nullable String> merged = file.merged().stream().flatMap(other -> {
            MergedWords said = other.said();
            return said == null
                    ? Stream.of(other.number())
                    : Stream.of(other.number(), said.description(), said.address());
        });
        return SearchText.of(Stream.concat(own, merged).filter(Objects::nonNull));
    }
}
