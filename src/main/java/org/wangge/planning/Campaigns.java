package org.wangge.planning;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.planning.model.CampaignTally;
import org.wangge.planning.model.OfficeTally;
import org.wangge.planning.model.PlanFile;
import org.wangge.planning.model.TaskFile;
import org.wangge.planning.store.TaskStore;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Counts what campaigns come to: all of it for the closing report, and what lies in a reader's area for progress. */
@Component
class Campaigns {

    private static final int STRAGGLERS = 100;

    private final TaskStore tasks;
    private final Offices offices;

    Campaigns(TaskStore tasks, Offices offices) {
        this.tasks = tasks;
        this.offices = offices;
    }

    /** Every office of the campaign. */
    Mono<List<OfficeTally>> closing(PlanFile campaign) {
        return tally(campaign.targets(), tasks.ofPlan(campaign.id())).map(CampaignTally::offices);
    }

    /** What the reader's area has of it. A target is the whole office's: who sees a part of it sees the tasks there only. */
    Mono<ProgressView> progress(PlanFile campaign, Actor reader, Locale locale) {
        Map<String, Integer> targets = new TreeMap<>(campaign.targets());
        targets.keySet().removeIf(office -> !coversAll(reader, office));
        return tally(targets, tasks.ofPlan(campaign.id(), reader))
                .zipWith(tasks.toDo(campaign.id(), reader, STRAGGLERS)
                        .map(Campaigns::straggler)
                        .collectList())
                .map(read -> {
                    List<ProgressView.OfficeCount> counts = read.getT1().offices().stream()
                            .map(office -> office.in(locale))
                            .toList();
                    return new ProgressView(
                            CampaignTally.total(counts.stream()
                                    .map(ProgressView.OfficeCount::count)
                                    .toList()),
                            counts,
                            read.getT2());
                });
    }

    private Mono<CampaignTally> tally(Map<String, Integer> targets, Flux<TaskFile> found) {
        Map<String, LocalizedText> names = new TreeMap<>();
        targets.keySet()
                .forEach(code -> names.put(
                        code, offices.find(code).map(Office::names).orElseGet(() -> new LocalizedText(code, code))));
        return found.collect(() -> new CampaignTally(targets, names), CampaignTally::add);
    }

    private static ProgressView.Straggler straggler(TaskFile task) {
        return new ProgressView.Straggler(task.id(), task.placeId(), task.placeName(), task.officeCode(), task.dueAt());
    }

    /** Whether all that the office handles lies in the reader's area. */
    boolean coversAll(Actor reader, String office) {
        return ground(office).stream().allMatch(reader::covers);
    }

    /** What it handles; of an office that others handle everything for, its own ground. */
    List<GridPath> ground(String office) {
        List<GridPath> handled = offices.areasHandledBy(office);
        return handled.isEmpty()
                ? offices.find(office).map(Office::path).map(List::of).orElseGet(List::of)
                : handled;
    }

    /** Whether any of what the office handles lies in the reader's area, or the reader's area in it. */
    boolean concerns(Actor reader, String office) {
        return ground(office).stream()
                .anyMatch(
                        area -> reader.covers(area) || reader.scopes().stream().anyMatch(area::contains));
    }
}
