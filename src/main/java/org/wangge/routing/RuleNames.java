package org.wangge.routing;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.wangge.account.Department;
import org.wangge.category.Categories;
import org.wangge.category.Category;
import org.wangge.grid.Division;
import org.wangge.grid.Divisions;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridCells;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.routing.rules.Column;
import org.wangge.routing.rules.Names;
import org.wangge.shared.LocalizedText;

/** What people call the things that rules name by code, as they are called today. */
@Component
class RuleNames implements Names {

    private final Categories categories;
    private final Divisions divisions;
    private final GridCells grids;
    private final Offices offices;
    private final RuleBook book;
    private final MessageSource messages;

    RuleNames(
            Categories categories,
            Divisions divisions,
            GridCells grids,
            Offices offices,
            RuleBook book,
            MessageSource messages) {
        this.categories = categories;
        this.divisions = divisions;
        this.grids = grids;
        this.offices = offices;
        this.book = book;
        this.messages = messages;
    }

    @Override
    public @Nullable String of(Column column, String code, Locale locale) {
        return switch (column) {
            case CATEGORY -> text(categories.find(code).map(Category::names), locale);
            case AREA -> area(code.substring(code.lastIndexOf('/') + 1), locale);
            case WORDS, ACCURACY, PLACE_KIND, URGENT, KIND, SOURCE, POSITION, TIME, DUTY -> null;
            case OVERLAY -> word("OverlayKind", code, locale);
            case ROLE -> word("Role", code, locale);
        };
    }

    private @Nullable String area(String code, Locale locale) {
        Optional<LocalizedText> name = divisions.find(code).map(Division::names);
        return text(name.or(() -> grids.find(code).map(GridCell::name)), locale);
    }

    @Override
    public @Nullable String ofReceiver(String code, Locale locale) {
        Optional<LocalizedText> name = offices.find(code).map(Office::names);
        String known = text(name.or(() -> book.department(code).map(Department::name)), locale);
        return known == null ? word("Role", code, locale) : known;
    }

    private @Nullable String word(String type, String code, Locale locale) {
        String text = messages.getMessage("word." + type + "." + code, null, "", locale);
        return text == null || text.isEmpty() ? null : text;
    }

    private static @Nullable String text(Optional<LocalizedText> name, Locale locale) {
        return name.map(one -> one.in(locale)).orElse(null);
    }
}
