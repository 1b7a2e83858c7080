package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;

/** What a command reads and how it answers. */
interface Reading {

    /** Reads. After {@link Pace.Spent} it is called once more, beside the loop: then it goes on, or begins anew. */
    void read();

    /** The answer to what was read; on the loop. */
    Document answer();

    /** There is no answer because the read ended early; on the loop. */
    default void failed() {}
}
