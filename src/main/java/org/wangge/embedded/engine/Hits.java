package org.wangge.embedded.engine;

import org.jspecify.annotations.Nullable;

/** Documents of a query one after the other, as stored bytes. */
interface Hits {

    /** The next document, or null at the end. */
    byte @Nullable [] next();

    /** The id of the last document. */
    byte[] id();

    /** Called when a command ends and the hits stay open for the next. */
    void pause();
}
