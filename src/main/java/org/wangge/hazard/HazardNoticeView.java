package org.wangge.hazard;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.hazard.model.HazardFile;
import org.wangge.shared.PersonName;

/**
 * The rectification notice of a hazard; the field names are part of the contract.
 *
 * @param dueAt of this hazard
 * @param hazardIds of all that the notice holds, the one under which it was issued first
 */
public record HazardNoticeView(
        String number, String url, PersonName by, Instant at, Instant dueAt, List<UUID> hazardIds) {

    static @Nullable HazardNoticeView of(HazardFile file, List<UUID> followers) {
        HazardFile.Notice notice = file.notice();
        return notice == null
                ? null
                : new HazardNoticeView(
                        notice.printedNumber(),
                        "/api/v1/hazards/" + file.id() + "/notice",
                        notice.by(),
                        notice.at(),
                        notice.dueAt(),
                        Stream.concat(Stream.of(file.leadId()), followers.stream())
                                .toList());
    }
}
