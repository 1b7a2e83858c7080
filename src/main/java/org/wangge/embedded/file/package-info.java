/** The store's files: ordered maps, the write log, checkpoints and compaction. */
@org.jspecify.annotations.NullMarked
package org.wangge.embedded.file;
