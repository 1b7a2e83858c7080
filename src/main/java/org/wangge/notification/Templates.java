package org.wangge.notification;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.wangge.notification.store.TemplateStore;
import org.wangge.work.StartupStep;
import reactor.core.publisher.Mono;

/** The templates of notices in memory, read once at start. */
@Component
@Order(100)
public class Templates implements StartupStep {

    private final TemplateStore store;
    private volatile Map<NoticeKind, NoticeTemplate> templates = Map.of();

    Templates(TemplateStore store) {
        this.store = store;
    }

    /** A notice's words in one language. */
    public record Words(String title, String body) {}

    /** What a notice of this kind says of a thing with this caption: a number of a case or hazard, or how many tasks. */
    public Words words(NoticeKind kind, String caption, boolean urgent, Locale locale) {
        NoticeTemplate template = get(kind);
        String mark = urgent ? (locale.getLanguage().equals("en") ? "[Urgent] " : "【紧急】") : "";
        return new Words(
                mark + template.title().in(locale),
                template.body().in(locale).replace("{number}", caption).replace("{count}", caption));
    }

    /** Whether and how a notice of this kind rings; refuses none, every kind has a template. */
    public NoticeTemplate get(NoticeKind kind) {
        @Nullable NoticeTemplate template = templates.get(kind);
        if (template == null) {
            throw new IllegalStateException("No template for " + kind);
        }
        return template;
    }

    /** How long a push of this kind is of use. */
    public Duration timeToLive(NoticeKind kind) {
        return get(kind).timeToLive();
    }

    /** Seeds templates; repeatable. */
    public Mono<Void> put(List<NoticeTemplate> more) {
        return store.putAll(more).then(Mono.defer(this::run));
    }

    @Override
    public Mono<Void> run() {
        return store.all()
                .collectMap(NoticeTemplate::kind)
                .doOnNext(read -> templates = Map.copyOf(read))
                .then();
    }
}
