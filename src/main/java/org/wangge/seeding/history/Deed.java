package org.wangge.seeding.history;

import java.time.Instant;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * What somebody does at some time.
 *
 * @param tale what it belongs to; deeds of one tale are in one lane
 * @param key names it for good, so that a repeat is known as one
 * @param office in whose lane it is done
 */
record Deed(Instant at, String tale, String key, String office, Function<Doing, Mono<?>> act) {}
