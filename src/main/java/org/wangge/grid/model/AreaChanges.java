package org.wangge.grid.model;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.grid.Division;
import org.wangge.grid.Office;
import org.wangge.shared.Operation;
import org.wangge.work.Decision;

/** Makes the next files of divisions and offices. */
public final class AreaChanges {

    private AreaChanges() {}

    /**
     * A division that comes with a file, or is new.
     *
     * @param by account of whoever makes it; null for a file
     */
    public static DivisionFile of(Division division, @Nullable String by, Operation operation) {
        return with(
                DivisionFileBuilder.builder()
                        .id(division.code())
                        .changedBy(by)
                        .operationKey(operation.key())
                        .operationHash(operation.key() == null ? null : operation.bodyHash()),
                division);
    }

    /** Somebody says what a division is from now on. */
    public static Decision<DivisionFile> change(DivisionFile file, Division wanted, String by) {
        return wanted.equals(file.division())
                ? new Decision.Already<>()
                : new Decision.Next<>(
                        with(
                                DivisionFileBuilder.builder(file)
                                        .changes(file.version())
                                        .changedBy(by),
                                wanted),
                        List.of());
    }

    private static DivisionFile with(DivisionFileBuilder file, Division division) {
        return file.names(division.names())
                .level(division.level())
                .parentCode(division.parentCode())
                .validFrom(text(division.validFrom()))
                .validTo(text(division.validTo()))
                .aliases(division.aliases())
                .approximately(division.approximately())
                .illustrative(division.illustrative())
                .successors(division.successors())
                .build();
    }

    /**
     * An office that comes with a file, or is new.
     *
     * @param by account of whoever makes it; null for a file
     */
    public static OfficeFile of(Office office, @Nullable String by, Operation operation) {
        return with(
                OfficeFileBuilder.builder()
                        .id(office.code())
                        .changedBy(by)
                        .operationKey(operation.key())
                        .operationHash(operation.key() == null ? null : operation.bodyHash()),
                office);
    }

    /** Somebody says what an office is from now on. */
    public static Decision<OfficeFile> change(OfficeFile file, Office wanted, String by) {
        return wanted.equals(file.office())
                ? new Decision.Already<>()
                : new Decision.Next<>(
                        with(
                                OfficeFileBuilder.builder(file)
                                        .changes(file.version())
                                        .changedBy(by),
                                wanted),
                        List.of());
    }

    private static OfficeFile with(OfficeFileBuilder file, Office office) {
        List<Office.Hosting> hosts = office.hosting();
        boolean forGood =
                hosts.size() == 1 && hosts.get(0).from() == null && hosts.get(0).to() == null;
        return file.names(office.names())
                .prefix(office.prefix())
                .kind(office.kind())
                .hostedBy(forGood ? hosts.get(0).by() : null)
                .hosting(hosts.stream()
                        .map(one -> new OfficeFile.Hosting(one.by(), text(one.from()), text(one.to())))
                        .toList())
                .path(office.path().value())
                .phone(office.phone())
                .validFrom(text(office.validFrom()))
                .validTo(text(office.validTo()))
                .aliases(office.aliases())
                .build();
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }
}
