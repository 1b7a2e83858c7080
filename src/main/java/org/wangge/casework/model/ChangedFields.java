package org.wangge.casework.model;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Which fields of a case a step changed, by the names that its readers know. */
final class ChangedFields {

    private record Field(String name, Function<CaseFile, ?> value) {}

    private static final List<Field> FIELDS = List.of(
            new Field("state", CaseFile::state),
            new Field("category", CaseFile::category),
            new Field("urgent", CaseFile::urgent),
            new Field("area", CaseFile::area),
            new Field("desk", CaseFile::desk),
            new Field("transfer", file -> file.between().transfer()),
            new Field("arbitration", file -> file.between().arbitration()),
            new Field("filing", CaseFile::filing),
            new Field("assignment", CaseFile::assignment),
            new Field("task", CaseFile::task),
            new Field("verification", CaseFile::verification),
            new Field("result", CaseFile::outcome),
            new Field("check", CaseFile::check),
            new Field("clocks", CaseFile::clocks),
            new Field("dueAt", CaseFile::dueAt),
            new Field("returns", CaseFile::returns),
            new Field("mergedInto", CaseFile::mergedInto),
            new Field("merged", CaseFile::merged),
            new Field("media", CaseFile::mediaIds),
            new Field("doubts", CaseFile::doubts),
            new Field("unclear", CaseFile::unclear));

    private ChangedFields() {}

    static List<String> between(CaseFile before, CaseFile after) {
        return FIELDS.stream()
                .filter(field -> !Objects.equals(
                        field.value().apply(before), field.value().apply(after)))
                .map(Field::name)
                .toList();
    }
}
