package org.wangge.live.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.wangge.live.FeedEntry;
import org.wangge.live.FeedKinds;
import org.wangge.live.FeedSubject;

/**
 * What a reader asked for.
 *
 * @param types subjects ({@code case}) and kinds ({@code case.dispatch}); none for all
 * @param offices codes of offices, or of other areas; none for all
 */
public record Wanted(Set<String> types, Set<String> offices) {

    private static final Pattern OF_NOTICES = Pattern.compile("notice\\.[a-z-]{1,60}");
    private static final Set<String> SUBJECTS =
            Arrays.stream(FeedSubject.values()).map(FeedSubject::code).collect(Collectors.toUnmodifiableSet());

    /** In small letters; fails with an {@link IllegalArgumentException} for what no entry can be. */
    public static String type(String given) {
        String type = given.toLowerCase(Locale.ROOT);
        if (!SUBJECTS.contains(type)
                && !FeedKinds.isKnown(type)
                && !OF_NOTICES.matcher(type).matches()) {
            throw new IllegalArgumentException(given);
        }
        return type;
    }

    public boolean matches(FeedEntry entry) {
        return (types.isEmpty() || types.contains(entry.subject().code()) || types.contains(entry.kind()))
                && (offices.isEmpty() || offices.stream().anyMatch(entry::liesIn));
    }
}
