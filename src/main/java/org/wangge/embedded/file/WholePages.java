package org.wangge.embedded.file;

import java.util.function.BiConsumer;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.Page;
import org.jspecify.annotations.Nullable;

/** Goes through the pages of one map and steps over those that cannot be read. */
final class WholePages {

    private final Page<byte[], byte[]> root;
    private long read;

    WholePages(Page<byte[], byte[]> root) {
        this.root = root;
    }

    void forEach(BiConsumer<byte[], byte[]> entry) {
        walk(root, entry);
    }

    /** How many entries are in pages that could not be read, by what the pages above them say. */
    long lost() {
        return root.getTotalCount() - read;
    }

    private void walk(Page<byte[], byte[]> page, BiConsumer<byte[], byte[]> entry) {
        if (page.isLeaf()) {
            for (int i = 0; i < page.getKeyCount(); i++) {
                read++;
                entry.accept(page.getKey(i), page.getValue(i));
            }
            return;
        }
        for (int i = 0; i < page.getRawChildPageCount(); i++) {
            Page<byte[], byte[]> child = child(page, i);
            if (child != null) {
                walk(child, entry);
            }
        }
    }

    private static @Nullable Page<byte[], byte[]> child(Page<byte[], byte[]> page, int index) {
        try {
            return page.getChildPage(index);
        } catch (MVStoreException damaged) {
            return null;
        }
    }
}
