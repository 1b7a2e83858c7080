package org.wangge.notification;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.wangge.casework.StepOutcome;
import org.wangge.notification.model.Subject;
import org.wangge.notification.store.TemplateStore;
import org.wangge.work.StartupStep;
import reactor.core.publisher.Mono;

/** The templates of notices in memory, read once at start. */
@Component
@Order(100)
public class Templates implements StartupStep {

    private static final String OUTCOME = "{outcome}";

    private final TemplateStore store;
    private final MessageSource messages;
    private volatile Map<NoticeKind, NoticeTemplate> templates = Map.of();

    Templates(TemplateStore store, MessageSource messages) {
        this.store = store;
        this.messages = messages;
    }

    /** A notice's words in one language. */
    public record Words(String title, String body) {}

    /** What a notice of this kind says of its subject: a number of a case or hazard, how many tasks, what came of a look. */
    public Words words(NoticeKind kind, Subject subject, boolean urgent, Locale locale) {
        NoticeTemplate template = get(kind);
        String caption = subject.caption(locale);
        String mark = urgent ? (locale.getLanguage().equals("en") ? "[Urgent] " : "【紧急】") : "";
        return new Words(
                mark + template.title().in(locale),
                withOutcome(template.body().in(locale), subject, locale)
                        .replace("{number}", caption)
                        .replace("{count}", caption));
    }

    /** Notices of earlier versions do not know what came of a look. */
    private String withOutcome(String body, Subject subject, Locale locale) {
        if (!body.contains(OUTCOME)) {
            return body;
        }
        StepOutcome outcome = subject instanceof Subject.OfCase file ? file.outcome() : null;
        String word = outcome == null ? "notice.outcome.unknown" : "word.StepOutcome." + outcome;
        return body.replace(OUTCOME, messages.getMessage(word, null, locale));
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
