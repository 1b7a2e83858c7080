package org.wangge.embedded.wire;

import de.bwaldvogel.mongo.wire.message.MessageHeader;
import org.wangge.embedded.engine.CursorBatch;

/** An answer that carries stored documents. */
record BatchReply(MessageHeader header, CursorBatch batch) {}
