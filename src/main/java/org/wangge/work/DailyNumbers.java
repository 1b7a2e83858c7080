package org.wangge.work;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Numbers for people to read, like {@code CX-260105-0007}: office, day, count. Each instance takes a run of numbers at a time and deals them out
 * from memory, one at first and twice as many each time it comes back within the same day, so that quiet offices count without
 * gaps and a busy one does not wear out its counter. Gaps are fine, repeats impossible.
 */
@Component
public class DailyNumbers {

    private static final String COUNTERS = "counters";
    private static final int LONGEST_RUN = 64;
    private static final int DAYS_KEPT = 256;

    private final ReactiveMongoTemplate mongo;
    private final Map<String, Series> seriesByDay = new ConcurrentHashMap<>();

    DailyNumbers(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** One office's numbers of one day as far as this instance has taken them. */
    private static final class Series {
        private final Queue<Long> free = new ArrayDeque<>();
        private int nextRun = 1;

        /** So many of the free ones, or all if there are fewer. */
        synchronized List<Long> poll(int count) {
            List<Long> taken = new ArrayList<>();
            while (taken.size() < count && !free.isEmpty()) {
                taken.add(free.remove());
            }
            return taken;
        }

        synchronized int runLength(int atLeast) {
            int length = Math.max(nextRun, atLeast);
            nextRun = Math.min(length * 2, LONGEST_RUN);
            return length;
        }

        synchronized void add(long first, long last) {
            for (long number = first; number <= last; number++) {
                free.add(number);
            }
        }
    }

    /** The next number of this office and day, unique among all instances. */
    public Mono<String> next(String prefix, String day) {
        return next(prefix, day, 1).map(numbers -> numbers.get(0));
    }

    /** So many of them, in order, with one command at most. */
    public Mono<List<String>> next(String prefix, String day, int count) {
        String name = prefix + "-" + day;
        if (seriesByDay.size() > DAYS_KEPT) {
            seriesByDay.keySet().removeIf(known -> !known.endsWith(day));
        }
        Series series = seriesByDay.computeIfAbsent(name, absent -> new Series());
        List<Long> taken = series.poll(count);
        return (taken.size() == count ? Mono.just(taken) : take(name, series, taken, count))
                .map(numbers -> numbers.stream()
                        .map(number -> name + "-"
                                + (number < 10_000
                                        ? String.valueOf(10_000 + number).substring(1)
                                        : number))
                        .toList());
    }

    private Mono<List<Long>> take(String name, Series series, List<Long> taken, int count) {
        int missing = count - taken.size();
        int length = series.runLength(missing);
        Query counter = Query.query(Criteria.where("_id").is(name));
        return mongo.findAndModify(
                        counter,
                        new Update().inc("last", (long) length),
                        FindAndModifyOptions.options().upsert(true).returnNew(true),
                        Document.class,
                        COUNTERS)
                // Two instances making the counter at once: one of them finds it made.
                .retryWhen(reactor.util.retry.Retry.max(2).filter(DuplicateKeyException.class::isInstance))
                .map(counted -> {
                    long last = ((Number) counted.getOrDefault("last", 0L)).longValue();
                    long first = last - length + 1;
                    series.add(first + missing, last);
                    return Stream.concat(
                                    taken.stream(),
                                    LongStream.range(first, first + missing).boxed())
                            .toList();
                });
    }
}
