package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.wangge.embedded.file.StoreFile;

/** All databases of one store file, behind the library's command language. Used by the store's one loop only. */
public final class StoredBackend extends AbstractMongoBackend {

    private static final String DOCUMENTS = "documents.";

    /**
     * That of MongoDB 7.0. The least that drivers take grows with every year; what this one obliges to is in {@link StandaloneRules} and in
     * what a greeting leaves out.
     */
    private static final int WIRE_VERSION = 21;

    private final StoreFile file;
    private final QueryCounters counters;
    private final OpenCursors cursors = new OpenCursors();
    private final LongReads reads;

    public StoredBackend(StoreFile file, QueryCounters counters, Clock clock) {
        this(file, counters, clock, new LongReads());
    }

    StoredBackend(StoreFile file, QueryCounters counters, Clock clock, LongReads reads) {
        super(clock);
        this.reads = reads;
        this.file = file;
        this.counters = counters;
        // What a crash left half built; the databases build it again where the catalogue has it.
        file.mapNames().stream().filter(MapNames::isBuilding).toList().forEach(file::removeMap);
        databaseNames().forEach(this::resolveDatabase);
    }

    private Set<String> databaseNames() {
        Set<String> names = new TreeSet<>();
        for (String map : file.mapNames()) {
            if (map.startsWith(DOCUMENTS)) {
                names.add(map.substring(DOCUMENTS.length(), map.indexOf('.', DOCUMENTS.length())));
            }
        }
        return names;
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new StoredDatabase(name, file, getCursorRegistry(), cursors, reads, counters);
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        StandaloneRules.check(query);
        return switch (command.toLowerCase(Locale.ROOT)) {
            case "hello" -> hello(greeting(channel, database, query));
            case "ismaster" -> greeting(channel, database, query);
            case "getmore" ->
                cursors.next(
                        query.get(command) instanceof Number id ? id.longValue() : 0,
                        Arguments.count(query, "batchSize"),
                        reads);
            case "killcursors" -> killCursors(query);
            default -> super.handleCommand(channel, database, command, query);
        };
    }

    private Document killCursors(Document query) {
        List<Object> killed = new ArrayList<>();
        List<Object> unknown = new ArrayList<>();
        if (query.get("cursors") instanceof Collection<?> ids) {
            for (Object id : ids) {
                (id instanceof Number number && cursors.kill(number.longValue()) ? killed : unknown).add(id);
            }
        }
        return new Document("cursorsKilled", killed)
                .append("cursorsNotFound", unknown)
                .append("cursorsAlive", List.of())
                .append("cursorsUnknown", List.of())
                .append("ok", 1.0);
    }

    /** Called about once a second on the store's loop. */
    public void tick() {
        cursors.tick();
    }

    /** Ends what is read beside the loop; comes before the end of the loop and of the files. From any thread. */
    public void endReads() {
        reads.close();
    }

    /** What it leaves out is not there: no set, no sessions, and no answer without a question. */
    private Document greeting(Channel channel, String database, Document asked) {
        Document greeting = super.handleCommand(channel, database, "ismaster", asked);
        greeting.put("maxWireVersion", WIRE_VERSION);
        greeting.put("readOnly", false);
        if (Boolean.TRUE.equals(asked.get("helloOk"))) {
            greeting.put("helloOk", true);
        }
        return greeting;
    }

    /** The library knows the old greeting only; the new one says the same under a new name. */
    private static Document hello(Document greeting) {
        greeting.put("isWritablePrimary", greeting.remove("ismaster"));
        return greeting;
    }
}
