package org.wangge.load;

import java.util.List;

/** One thing to measure, with its name for {@code -Dload.only}. */
interface Benchmark {

    String name();

    /** Takes its time and gives its lines of the table. */
    List<Row> measure() throws Exception;
}
