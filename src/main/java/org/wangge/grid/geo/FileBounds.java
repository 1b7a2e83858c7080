package org.wangge.grid.geo;

import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;

/**
 * How much a file of grids may hold. A district with a thousand grids has some ten thousand positions. Looked at before memory
 * is taken for it.
 */
final class FileBounds {

    static final int MOST_GRIDS = 20_000;
    static final int MOST_POSITIONS = 300_000;
    static final int MOST_POSITIONS_OF_GRID = 20_000;
    static final int MOST_RINGS_OF_GRID = 1_000;

    /** A position has at most five: two brackets and three numbers. The rest is for what others write beside it. */
    private static final int MOST_TOKENS_OF_GRID = 6 * MOST_POSITIONS_OF_GRID;

    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 50;
    private static final int LONGEST_TEXT = 100_000;
    private static final int LONGEST_NAME = 1_000;

    /** In the file, in its list of features. */
    private static final int DEPTH_OF_LIST = 2;

    static final StreamReadConstraints OF_JSON = StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxNumberLength(LONGEST_NUMBER)
            .maxStringLength(LONGEST_TEXT)
            .maxNameLength(LONGEST_NAME)
            .build();

    private FileBounds() {}

    /** Goes over a file without keeping anything of it; refuses when one of its parts is too large to be read whole. */
    static void requireReadableParts(JsonParser file) {
        int grids = 0;
        int tokens = 0;
        for (JsonToken token = file.nextToken(); token != null; token = file.nextToken()) {
            if (file.streamReadContext().getNestingDepth() > DEPTH_OF_LIST) {
                grids += tokens == 0 ? 1 : 0;
                tokens++;
            } else {
                tokens = 0;
            }
            if (tokens > MOST_TOKENS_OF_GRID) {
                throw tooLarge("/features/" + (grids - 1));
            }
        }
    }

    static Refused tooLarge(String pointer) {
        return new Refused(
                Refusal.field("grid.import-boundary-size", pointer, MOST_POSITIONS_OF_GRID, MOST_RINGS_OF_GRID));
    }

    static Refused badForm() {
        return new Refused(Refusal.of("grid.import-form", DEEPEST, LONGEST_NUMBER, LONGEST_TEXT));
    }

    static void requireNotTooMany(int grids) {
        if (grids > MOST_GRIDS) {
            throw new Refused(Refusal.of("grid.import-too-long", MOST_GRIDS));
        }
    }
}
