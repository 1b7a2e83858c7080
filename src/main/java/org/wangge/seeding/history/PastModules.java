package org.wangge.seeding.history;

import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.wangge.work.EventHandler;
import org.wangge.work.Keeper;
import org.wangge.work.PolledWork;
import org.wangge.work.RecurringJob;
import org.wangge.work.StartupStep;
import org.wangge.work.StoreIndexes;
import org.wangge.work.WarmUp;

/**
 * The modules whose doings have a time, once more, with a clock of their own. The chains of a face change threads, so that its clock
 * can only be given to its beans. All else, and whatever works by itself, is the application's.
 */
@Component
class PastModules {

    /** Of rules and shifts only what people do: the rest is kept in memory, and goes by the real time. */
    private static final Pattern TIMED = Pattern.compile(
            "org\\.wangge\\.((casework|hazard|inspection|planning|place|announcement|warning)\\.(?!web\\.).*"
                    + "|routing\\.RoutingOverlays|roster\\.Rosters)");

    /** There once: what is kept in memory, what is heard, and what recurs. */
    private static final List<Class<?>> ONCE = List.of(
            EventHandler.class,
            Keeper.class,
            PolledWork.class,
            RecurringJob.class,
            StartupStep.class,
            StoreIndexes.class,
            WarmUp.class);

    private final ConfigurableListableBeanFactory application;

    PastModules(ConfigurableListableBeanFactory application) {
        this.application = application;
    }

    /** One set of them; what happens in it happens one after the other. */
    Lane open() {
        PastClock clock = new PastClock();
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory(application);
        for (String name : application.getBeanDefinitionNames()) {
            Class<?> type = type(name);
            if (type != null) {
                RootBeanDefinition again = new RootBeanDefinition(type);
                again.setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR);
                again.setLazyInit(true);
                beans.registerBeanDefinition(name, again);
            }
        }
        // Under the names of the application's, or there would be two to choose from.
        for (String name : application.getBeanNamesForType(Clock.class)) {
            beans.registerSingleton(name, clock);
        }
        return new Lane(Stage.of(beans), clock, beans);
    }

    private @Nullable Class<?> type(String name) {
        String named = application.getBeanDefinition(name).getBeanClassName();
        Class<?> type = named == null || !TIMED.matcher(named).matches() ? null : application.getType(name, false);
        return type == null || ONCE.stream().anyMatch(once -> once.isAssignableFrom(type)) || isConfiguration(type)
                ? null
                : type;
    }

    private static boolean isConfiguration(Class<?> type) {
        return AnnotatedElementUtils.hasAnnotation(type, Configuration.class)
                || AnnotatedElementUtils.hasAnnotation(type, ConfigurationProperties.class);
    }

    /** To be closed when it is done with. */
    record Lane(Stage stage, PastClock clock, DefaultListableBeanFactory beans) implements AutoCloseable {

        @Override
        public void close() {
            beans.destroySingletons();
        }
    }
}
