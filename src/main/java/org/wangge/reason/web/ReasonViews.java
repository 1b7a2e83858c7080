package org.wangge.reason.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wangge.reason.ReasonList;
import org.wangge.shared.LocalizedText;

/** What clients see and send of reasons; the field names are part of the contract. */
final class ReasonViews {

    private ReasonViews() {}

    /**
     * @param text in the reader's language
     * @param textRequired whether a text must come with it
     */
    record ReasonView(
            String action, String code, String text, LocalizedText texts, boolean textRequired, boolean retired) {

        static ReasonView of(String action, ReasonList.Code code, Locale locale) {
            return new ReasonView(
                    action, code.code(), code.texts().in(locale), code.texts(), code.textRequired(), code.retired());
        }
    }

    record ReasonListView(String action, long version, List<ReasonView> codes) {

        static ReasonListView of(ReasonList list, Locale locale) {
            return new ReasonListView(
                    list.action(),
                    list.version(),
                    list.codes().stream()
                            .map(code -> ReasonView.of(list.action(), code, locale))
                            .toList());
        }
    }

    record TextsBody(@NotNull String zh, @NotNull String en) {}

    @JsonIgnoreProperties({"action", "text", "textRequired"})
    record CodeBody(
            @NotNull String code,
            @NotNull @Valid TextsBody texts,
            @Nullable Boolean retired) {

        ReasonList.Code toCode() {
            return new ReasonList.Code(
                    code.strip(),
                    new LocalizedText(texts.zh().strip(), texts.en().strip()),
                    Boolean.TRUE.equals(retired));
        }
    }

    /** What the list itself says of the rest may come back with it and is not heeded. */
    @JsonIgnoreProperties({"action", "version"})
    record PutReasonsRequest(@NotNull List<@NotNull @Valid CodeBody> codes) {

        ReasonList list(String action) {
            return new ReasonList(action, codes.stream().map(CodeBody::toCode).toList(), 0);
        }
    }
}
