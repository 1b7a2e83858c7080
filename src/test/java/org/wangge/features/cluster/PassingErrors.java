package org.wangge.features.cluster;

import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.params.provider.Arguments;

/** What a server says that is busy, changing or cut off from others, and where a request can meet it. */
final class PassingErrors {

    private static final List<Integer> CODES = List.of(133, 202, 384, 134, 13388, 150, 63, 112, 24, 46, 175, 391, 462);

    private static final List<String> LABELS =
            List.of("RetryableWriteError", "RetryableError", "SystemOverloadedError");

    private PassingErrors() {}

    enum Spot {
        FIND("find", "cases", false),
        MORE("getMore", "cases", false),
        INSERT("insert", "cases", true),
        UPDATE("update", "cases", true),
        FIND_AND_MODIFY("findAndModify", "notice_settings", false),
        BULK("update", "notices", true);

        private final String command;
        private final String collection;
        private final boolean tellsOfEach;

        /** @param tellsOfEach whether the answer says what became of each document, so that it may also hold an error for one */
        Spot(String command, String collection, boolean tellsOfEach) {
            this.command = command;
            this.collection = collection;
            this.tellsOfEach = tellsOfEach;
        }

        String command() {
            return command;
        }

        String collection() {
            return collection;
        }
    }

    /** Each at each spot: the spot, a name, and the answer that is given in place of the store's. */
    static Stream<Arguments> all() {
        return Stream.of(Spot.values())
                .flatMap(spot ->
                        Stream.of(codes(spot), labels(spot), writeErrors(spot)).flatMap(some -> some));
    }

    private static Stream<Arguments> codes(Spot spot) {
        return CODES.stream().map(code -> Arguments.of(spot, "code " + code, error(code, List.of())));
    }

    private static Stream<Arguments> labels(Spot spot) {
        return LABELS.stream().map(label -> Arguments.of(spot, label, error(8, List.of(label))));
    }

    private static Stream<Arguments> writeErrors(Spot spot) {
        return spot.tellsOfEach
                ? CODES.stream().map(code -> Arguments.of(spot, "write error " + code, writeError(code)))
                : Stream.of();
    }

    private static BsonDocument error(int code, List<String> labels) {
        return said(code)
                .append("ok", new BsonInt32(0))
                .append(
                        "errorLabels",
                        new BsonArray(labels.stream().map(BsonString::new).toList()));
    }

    /** As a server answers that took the command, and failed at the one document in it. */
    private static BsonDocument writeError(int code) {
        BsonDocument first = said(code).append("index", new BsonInt32(0));
        return new BsonDocument("ok", new BsonInt32(1))
                .append("n", new BsonInt32(0))
                .append("writeErrors", new BsonArray(List.of(first)));
    }

    private static BsonDocument said(int code) {
        return new BsonDocument("code", new BsonInt32(code)).append("errmsg", new BsonString("said by the server"));
    }
}
