package org.wangge.grid.web;

import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.ControllerClient;
import org.wangge.fixtures.TestStore;
import org.wangge.grid.Directory;
import org.wangge.grid.Divisions;
import org.wangge.grid.GridCells;
import org.wangge.grid.GridFile;
import org.wangge.grid.GridImports;
import org.wangge.grid.GridPublications;
import org.wangge.grid.Offices;
import org.wangge.grid.Responsibilities;
import org.wangge.grid.ResponsibleWorker;
import org.wangge.grid.directory.AreaMaps;
import org.wangge.grid.directory.GridMaps;
import org.wangge.grid.directory.GridSettings;
import org.wangge.grid.directory.Topology;
import org.wangge.shared.Actor;
import org.wangge.shared.Ids;
import org.wangge.table.ImportTurns;
import reactor.core.publisher.Mono;

/** One instance of the grid directory behind its controllers, with three grids of which one has a worker. */
abstract class GridApi {

    private final TestStore store = TestStore.open();
    protected final Directory directory = new Directory(store).withAreas();
    protected Actor actor = Directory.ADMIN;
    protected final WebTestClient client = client();

    {
        publish(GridFile.threeGrids());
        done(directory
                .get(Responsibilities.class)
                .assign(new ResponsibleWorker(
                        "510703001001",
                        Ids.next(),
                        "甲",
                        "0816-5550101",
                        ResponsibleWorker.Duty.PRIMARY,
                        Directory.NOW,
                        null)));
    }

    @AfterEach
    void close() {
        directory.close();
        store.close();
    }

    protected WebTestClient.BodyContentSpec get(String path) {
        return get(path, 200);
    }

    protected void refused(String path, String code) {
        get(path, ControllerClient.REFUSED).jsonPath("$.code").isEqualTo(code);
    }

    protected WebTestClient.BodyContentSpec get(String path, int status) {
        return client.get()
                .uri("/api/v1" + path)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody();
    }

    protected WebTestClient.BodyContentSpec imported(GridFile file, String query, int status) {
        return client.post()
                .uri("/api/v1/grids/imports" + query)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(file.bytes())
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody();
    }

    protected void publish(GridFile file) {
        value(directory
                .get(GridImports.class)
                .importFile(file.bytes(), new GridImports.Options(false, false), Directory.ADMIN));
    }

    private WebTestClient client() {
        Divisions divisions = directory.get(Divisions.class);
        Offices offices = directory.get(Offices.class);
        GridMaps maps = directory.get(GridMaps.class);
        Responsibilities responsibilities = directory.get(Responsibilities.class);
        GridSettings settings = directory.get(GridSettings.class);
        Clock clock = directory.get(Clock.class);
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/problems-grid");
        messages.setDefaultEncoding("UTF-8");
        messages.setDefaultLocale(Locale.SIMPLIFIED_CHINESE);
        messages.setFallbackToSystemLocale(false);
        return ControllerClient.of(
                () -> actor,
                List.of(
                        new AreaController(divisions, offices),
                        new GridController(
                                directory.get(GridCells.class),
                                maps,
                                divisions,
                                offices,
                                responsibilities,
                                directory.get(Topology.class),
                                clock,
                                (reading, kind, subject) -> Mono.empty()),
                        new GridMapController(maps, directory.get(AreaMaps.class), offices),
                        new GridImportController(
                                directory.get(GridImports.class), settings, messages, new ImportTurns()),
                        new GridPublicationController(directory.get(GridPublications.class)),
                        new PublicGridController(maps, divisions, offices, responsibilities, settings, clock)));
    }
}
