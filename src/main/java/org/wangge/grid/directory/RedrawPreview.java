package org.wangge.grid.directory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.wangge.grid.MovedByRedraw;
import org.wangge.grid.geo.CellShape;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks all who have something in grids what a redraw would move. */
@Component
class RedrawPreview {

    private final ObjectProvider<MovedByRedraw> concerned;
    private final SnapshotGridCells cells;

    RedrawPreview(ObjectProvider<MovedByRedraw> concerned, SnapshotGridCells cells) {
        this.concerned = concerned;
        this.cells = cells;
    }

    /** One entry for each kind, in their order. */
    Mono<List<MovedByRedraw.Moves>> of(GridSnapshot before, GridSnapshot after, Instant at) {
        MovedByRedraw.Redraw redraw =
                new MovedByRedraw.Redraw(cells.of(before), cells.of(after), changed(before, after), at);
        return Flux.fromStream(() -> concerned.stream().sorted(Comparator.comparing(MovedByRedraw::kind)))
                .concatMap(one -> one.preview(redraw))
                .collectList();
    }

    /** The districts in which a grid came, went, or is another one. */
    private static Set<String> changed(GridSnapshot before, GridSnapshot after) {
        Set<String> districts = new TreeSet<>();
        before.byCode().forEach((code, shape) -> {
            CellShape next = after.byCode().get(code);
            if (next == null || !isSame(shape, next)) {
                districts.add(shape.cell().path().district());
            }
        });
        after.byCode().forEach((code, shape) -> {
            CellShape earlier = before.byCode().get(code);
            if (earlier == null || !isSame(earlier, shape)) {
                districts.add(shape.cell().path().district());
            }
        });
        return districts;
    }

    private static boolean isSame(CellShape one, CellShape other) {
        return one.cell().path().equals(other.cell().path()) && one.boundary().equalsExact(other.boundary());
    }
}
