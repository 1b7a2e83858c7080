package org.wangge.hazard.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.hazard.HazardLevel;
import org.wangge.hazard.HazardState;
import org.wangge.hazard.model.HazardFile.Doubt;
import org.wangge.hazard.model.HazardFile.Grade;

/** The fields that a step changes; a null value takes the field away. */
public final class HazardChange {

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    private final List<UUID> newMedia = new ArrayList<>();
    private final List<Doubt> newDoubts = new ArrayList<>();

    HazardChange set(String field, @Nullable Object value) {
        fields.put(field, value);
        return this;
    }

    HazardChange media(List<UUID> more) {
        newMedia.addAll(more);
        return this;
    }

    HazardChange doubts(List<Doubt> more) {
        newDoubts.addAll(more);
        return this;
    }

    public List<Doubt> newDoubts() {
        return newDoubts;
    }

    public Map<String, @Nullable Object> fields() {
        return fields;
    }

    public List<UUID> newMedia() {
        return newMedia;
    }

    HazardState state(HazardFile before) {
        return fields.get("state") instanceof HazardState state ? state : before.state();
    }

    HazardLevel level(HazardFile before) {
        return fields.get("level") instanceof HazardLevel level ? level : before.level();
    }

    @Nullable
    Grade grade() {
        return fields.get("grade") instanceof Grade grade ? grade : null;
    }

    int round(HazardFile before) {
        return fields.get("round") instanceof Integer round ? round : before.round();
    }
}
