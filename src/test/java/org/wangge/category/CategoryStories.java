package org.wangge.category;

import java.util.List;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.wangge.fixtures.TestStore;
import org.wangge.shared.Limit;
import org.wangge.shared.LimitKind;
import org.wangge.shared.LocalizedText;
import org.wangge.work.Inserts;

/** The category module over a test store, and categories to fill it with. */
public final class CategoryStories {

    private CategoryStories() {}

    public static Categories over(TestStore store) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(ReactiveMongoTemplate.class, store::template);
        context.registerBean(Inserts.class);
        context.scan("org.wangge.category.store", "org.wangge.category.directory");
        context.refresh();
        return context.getBean(Categories.class);
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
