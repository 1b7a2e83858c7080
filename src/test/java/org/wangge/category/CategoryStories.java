package org.wangge.category;

import java.time.Clock;
import java.util.List;
import org.springframework.context.support.StaticMessageSource;
import org.wangge.fixtures.ModuleBeans;
import org.wangge.fixtures.TestStore;
import org.wangge.shared.Limit;
import org.wangge.shared.LimitKind;
import org.wangge.shared.LocalizedText;

/** The category module over a test store, and categories to fill it with. */
public final class CategoryStories {

    private CategoryStories() {}

    public static Categories over(TestStore store) {
        return ModuleBeans.of(store, Clock.systemUTC(), "category").start().get(Categories.class);
    }

    /** Advice whose texts are their keys. */
    public static CategoryHelp help(Categories categories) {
        StaticMessageSource messages = new StaticMessageSource();
        messages.setUseCodeAsDefaultMessage(true);
        return new CategoryHelp(categories, messages);
    }

    public static Category category(String code, String name, FilingCondition... conditions) {
        return new Category(
                code,
                new LocalizedText("社会治理/安全隐患", "Social governance / Safety hazards"),
                new LocalizedText(name, ""),
                new Limit(2, LimitKind.URGENT_HOUR),
                false,
                false,
                "ours",
                false,
                List.of(conditions),
                0);
    }

    public static FilingCondition condition(int seq, String text) {
        return new FilingCondition(
                seq,
                new LocalizedText(text, ""),
                new Limit(seq, LimitKind.WORK_DAY),
                new LocalizedText("恢复正常", "Back to normal"),
                false,
                false);
    }
}
