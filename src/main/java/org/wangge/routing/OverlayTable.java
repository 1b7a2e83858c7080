package org.wangge.routing;

import java.util.Set;
import org.wangge.routing.model.OverlayFile;
import org.wangge.routing.rules.CompiledTable;

/** An emergency overlay, ready to decide; whether it is in force says its file. */
record OverlayTable(OverlayFile file, CompiledTable table, Set<String> words) {

    static OverlayTable of(OverlayFile file) {
        return new OverlayTable(file, CompiledTable.of(file.rules()), RuleTable.words(file.rules()));
    }
}
