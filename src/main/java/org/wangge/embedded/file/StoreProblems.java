package org.wangge.embedded.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.wangge.embedded.StoreUnavailable;

/** Says in words why a store cannot be opened and what to do. */
final class StoreProblems {

    private StoreProblems() {}

    static StoreUnavailable explain(Path directory, Exception failure) {
        Path absolute = directory.toAbsolutePath().normalize();
        if (failure instanceof MVStoreException problem && problem.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
            return inUse(absolute, failure);
        }
        if (failure instanceof IOException || cannotBeWritten(failure)) {
            return new StoreUnavailable(
                    "The data directory " + absolute + " cannot be used (" + failure + "). Check that it is a directory"
                            + " this process may write to and that the disk is not full.",
                    failure);
        }
        return new StoreUnavailable(damage(absolute, String.valueOf(failure.getMessage())), failure);
    }

    static StoreUnavailable inUse(Path directory, @Nullable Exception failure) {
        return new StoreUnavailable(
                "The data directory " + directory.toAbsolutePath().normalize()
                        + " is in use by another process. Stop that"
                        + " process, or choose another directory with WANGGE_DATA_DIR.",
                failure);
    }

    /** A full disk, or files of somebody else: nothing is wrong with what is in them. */
    private static boolean cannotBeWritten(Exception failure) {
        return failure instanceof UnsupportedOperationException
                || failure instanceof MVStoreException problem
                        && (problem.getErrorCode() == DataUtils.ERROR_WRITING_FAILED
                                || problem.getErrorCode() == DataUtils.ERROR_READING_FAILED
                                        && problem.getCause() instanceof AccessDeniedException);
    }

    static StoreUnavailable foundDamaged(Path directory, Exception failure) {
        return new StoreUnavailable(
                damage(
                        directory.toAbsolutePath().normalize(),
                        failure.getMessage() + "; found while it was running, so it serves nothing any more"),
                failure);
    }

    static StoreUnavailable damaged(Path directory, String detail) {
        return new StoreUnavailable(damage(directory.toAbsolutePath().normalize(), detail));
    }

    private static String damage(Path directory, String detail) {
        return "The store in " + directory + " is damaged (" + detail
                + "). Nothing was changed. Keep a copy of the directory,"
                + " then restore it from a backup, read what is left with the command salvage --from=" + directory
                + " --to=…, or move it away to start empty.";
    }
}
