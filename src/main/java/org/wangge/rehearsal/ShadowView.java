package org.wangge.rehearsal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.wangge.rehearsal.ReplayView.CountView;
import org.wangge.rehearsal.ReplayView.DifferenceView;
import org.wangge.rehearsal.ReplayView.FlowView;

/**
 * What an approved rule set would have decided otherwise while it runs in the shadow; the field names are part of the contract.
 *
 * @param id of the rehearsal that shows all of it
 * @param version number of the rule set
 */
public record ShadowView(
        UUID id,
        int version,
        ReplayState state,
        Instant from,
        Instant until,
        long cases,
        CountView notReplayable,
        long moved,
        List<DifferenceView> differences,
        List<FlowView> matrix,
        long revision) {}
