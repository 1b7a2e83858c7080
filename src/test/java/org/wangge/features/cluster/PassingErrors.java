package org.wangge.features.cluster;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.params.provider.Arguments;
import org.wangge.features.cluster.StoreProxy.Command;

/** What a server says that is busy, changing or cut off from others, and where a request can meet it. */
final class PassingErrors {

    private static final List<Integer> CODES = List.of(133, 202, 384, 134, 13388, 150, 63, 112, 24, 46, 175, 391, 462);

    private static final List<String> LABELS =
            List.of("RetryableWriteError", "RetryableError", "SystemOverloadedError");

    private PassingErrors() {}

    enum Spot {
        FIND("find", "cases", 0),
        MORE("getMore", "cases", 0),
        INSERT("insert", "cases", 1),
        UPDATE("update", "cases", 1),
        FIND_AND_MODIFY("findAndModify", "notice_settings", 0),
        BULK("update", "notices", 1),
        /** Of what one inspection found. */
        INSERT_HAZARDS("insert", "hazards", 2),
        /** Of a plan that is activated. */
        INSERT_TASKS("insert", "inspection_tasks", 2),
        /** Of a step of a hazard that lets its oldest line go. */
        INSERT_JOURNAL("insert", "hazard_journal", 1);

        private final String command;
        private final String collection;
        private final int documents;

        /** @param documents how many at least the command has; its answer says what became of each, and may also hold an error for each */
        Spot(String command, String collection, int documents) {
            this.command = command;
            this.collection = collection;
            this.documents = documents;
        }

        boolean is(Command sent) {
            return sent.name().equals(command) && sent.collection().equals(collection) && sent.documents() >= documents;
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
        return spot.documents == 0
                ? Stream.of()
                : CODES.stream()
                        .map(code -> Arguments.of(spot, "write error " + code, writeErrors(code, spot.documents)));
    }

    static BsonDocument error(int code, List<String> labels) {
        return said(code)
                .append("ok", new BsonInt32(0))
                .append(
                        "errorLabels",
                        new BsonArray(labels.stream().map(BsonString::new).toList()));
    }

    /** As a server answers that took the command, and failed at each document in it. */
    private static BsonDocument writeErrors(int code, int documents) {
        List<BsonDocument> errors = IntStream.range(0, documents)
                .mapToObj(index -> said(code).append("index", new BsonInt32(index)))
                .toList();
        return new BsonDocument("ok", new BsonInt32(1))
                .append("n", new BsonInt32(0))
                .append("writeErrors", new BsonArray(errors));
    }

    private static BsonDocument said(int code) {
        return new BsonDocument("code", new BsonInt32(code)).append("errmsg", new BsonString("said by the server"));
    }
}
