package org.wangge.grid;

import static org.wangge.fixtures.Awaited.value;
import static org.wangge.grid.Directory.ADMIN;

import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.data.mongodb.core.query.Query;
import org.wangge.fixtures.TestStore;
import org.wangge.grid.GridImports.Options;
import org.wangge.shared.Actor;
import org.wangge.shared.Refused;

/** A district with areas and offices, over a store, and how to import into it. */
abstract class GridImporting {

    static final Options PUBLISH = new Options(false, false);
    static final Options DRY_RUN = new Options(true, false);

    protected final TestStore store = TestStore.open();
    protected final Directory directory = new Directory(store);

    @BeforeEach
    void a_district_with_areas() {
        directory.withAreas();
    }

    @AfterEach
    void close() {
        directory.close();
        store.close();
    }

    protected ImportReport publish(GridFile file) {
        return imported(file, PUBLISH, ADMIN);
    }

    protected ImportReport imported(GridFile file, Options options, Actor actor) {
        return value(directory.get(GridImports.class).importFile(file.bytes(), options, actor));
    }

    protected long documents() {
        return value(
                store.template().find(new Query(), Document.class, "grid_cells").count());
    }

    protected static String codeOf(Runnable refusedWork) {
        try {
            refusedWork.run();
        } catch (Refused refused) {
            return refused.refusal().code();
        }
        return "not refused";
    }
}
