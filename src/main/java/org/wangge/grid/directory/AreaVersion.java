package org.wangge.grid.directory;

import org.springframework.stereotype.Component;

/** Counts up with every change of divisions or offices that this instance has taken in. */
@Component
public class AreaVersion {

    private final GridSnapshots snapshots;

    AreaVersion(GridSnapshots snapshots) {
        this.snapshots = snapshots;
    }

    public long now() {
        return Math.max(0, snapshots.areas().version());
    }
}
