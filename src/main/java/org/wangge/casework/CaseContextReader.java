package org.wangge.casework;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.Accounts;
import org.wangge.account.Department;
import org.wangge.account.Departments;
import org.wangge.casework.model.CaseContext;
import org.wangge.casework.model.CaseFile;
import org.wangge.casework.store.CaseStore;
import org.wangge.category.Categories;
import org.wangge.category.Category;
import org.wangge.category.FilingCondition;
import org.wangge.media.MediaStore;
import org.wangge.reason.Reasons;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;
import org.wangge.shared.PersonName;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads what a decision needs besides the case, and refuses what names something that is not there or not fit. */
@Component
class CaseContextReader {

    private static final int SUB_DISTRICT = 2;

    private final Categories categories;
    private final Accounts accounts;
    private final Departments departments;
    private final CaseStore cases;
    private final MediaStore media;
    private final Reasons reasons;
    private final DutyReading duties;
    private final DeskReading desks;

    CaseContextReader(
            Categories categories,
            Accounts accounts,
            Departments departments,
            CaseStore cases,
            MediaStore media,
            Reasons reasons,
            DutyReading duties,
            DeskReading desks) {
        this.desks = desks;
        this.categories = categories;
        this.accounts = accounts;
        this.departments = departments;
        this.cases = cases;
        this.media = media;
        this.reasons = reasons;
        this.duties = duties;
    }

    private Category categoryOrRefuse(String code, String pointer) {
        return categories
                .find(code)
                .filter(found -> !found.retired())
                .orElseThrow(() -> new Refused(Refusal.field("category.unknown", pointer, code)));
    }

    /** The facts with all that this command needs. */
    Mono<CaseContext> complete(CaseContext facts, CaseFile file, CaseCommand command, Actor actor) {
        if (command.reason() != null) {
            boolean offline = facts.deviceTime() != null;
            reasons.check(command.action().code(), command.reason(), offline);
            checkItem(command.reason().item(), offline);
        }
        if (command instanceof CaseCommand.RequestVerification ask) {
            return worker(ask.assigneeId(), Permission.CASE_VERIFY, file).map(worker -> facts.with(worker, null));
        }
        if (command instanceof CaseCommand.RequestCheck ask) {
            return worker(ask.assigneeId(), Permission.CASE_CHECK, file).map(worker -> facts.with(worker, null));
        }
        if (command instanceof CaseCommand.File filing) {
            return Mono.just(filed(facts, file, filing.conditionSeq(), filing.categoryCode()));
        }
        if (command instanceof CaseCommand.Refile filing) {
            return Mono.just(filed(facts, file, filing.conditionSeq(), filing.categoryCode()));
        }
        if (command instanceof CaseCommand.Merge merge) {
            return cases.findVisible(merge.intoCaseId(), actor)
                    .map(facts::with)
                    .switchIfEmpty(Mono.error(() -> new Refused(Refusal.field("case.merge-unknown", "/intoCaseId"))));
        }
        if (command instanceof CaseCommand.Dispatch dispatch) {
            return receiver(facts, file, dispatch);
        }
        if (command instanceof CaseCommand.Transfer transfer) {
            return desks.offered(facts, file, transfer);
        }
        if (command instanceof CaseCommand.AnswerTransfer answer) {
            return Mono.fromSupplier(() -> desks.answered(facts, answer));
        }
        if (command instanceof CaseCommand.Arbitrate word) {
            return desks.arbitrated(facts, file, word);
        }
        if (command instanceof CaseCommand.FollowGrid follow) {
            return Mono.fromSupplier(() -> facts.with(desks.of(follow.routing())));
        }
        if (command instanceof CaseCommand.MoveDesk) {
            return Mono.fromSupplier(() -> desks.moved(facts, file));
        }
        if (command.action() == CaseAction.ABSORB) {
            return cases.find(merged(command)).map(facts::with);
        }
        return media.usable(mediaOf(command), actor).map(facts::with);
    }

    /** What is not on the list must be something; what was said offline is taken as it is. */
    private void checkItem(@Nullable String item, boolean offline) {
        if (item != null && !offline && categories.find(item).isEmpty()) {
            throw new Refused(Refusal.field("category.unknown", "/reason/item", item));
        }
    }

    private static UUID merged(CaseCommand command) {
        return command instanceof CaseCommand.AbsorbComment comment
                ? comment.caseId()
                : ((CaseCommand.Absorb) command).caseId();
    }

    private static List<UUID> mediaOf(CaseCommand command) {
        if (command instanceof CaseCommand.Verify verify) {
            return verify.mediaIds();
        }
        if (command instanceof CaseCommand.Check check) {
            return check.mediaIds();
        }
        if (command instanceof CaseCommand.Comment comment) {
            return comment.mediaIds();
        }
        return command instanceof CaseCommand.Resolve resolve ? resolve.mediaIds() : List.of();
    }

    private Mono<PersonName> worker(UUID id, Permission needed, CaseFile file) {
        return accounts.actor(id)
                .filter(found -> found.may(needed) && isNear(found, file.area().gridPath()))
                .map(found -> new PersonName(found.id(), found.name()))
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.field("case.worker-unfit", "/assigneeId"))));
    }

    /** The grid is in the person's area, or at least in the same sub-district as some of it; whose office handles it is no matter. */
    private static boolean isNear(Actor worker, GridPath grid) {
        GridPath subDistrict = grid.upTo(SUB_DISTRICT);
        return worker.covers(grid) || worker.scopes().stream().anyMatch(subDistrict::contains);
    }

    /** A category that is chosen comes with what the duty list says of it. */
    private CaseContext filed(CaseContext facts, CaseFile file, int conditionSeq, @Nullable String code) {
        CaseContext chosen = condition(facts, file, conditionSeq, code);
        return code == null ? chosen : chosen.with(duties.of(file.area(), code));
    }

    private CaseContext condition(CaseContext facts, CaseFile file, int conditionSeq, @Nullable String code) {
        Category category = categoryOrRefuse(code == null ? file.category().code() : code, "/categoryCode");
        FilingCondition condition = category.condition(conditionSeq)
                .filter(found -> !found.retired())
                .orElseThrow(() -> new Refused(Refusal.field(
                        "case.condition-unknown", "/conditionSeq", String.valueOf(conditionSeq), category.code())));
        CaseFile.Category changed =
                code == null ? null : new CaseFile.Category(category.code(), category.names(), category.restricted());
        return facts.with(chosen(condition), changed, category.emergency());
    }

    private static CaseContext.Condition chosen(FilingCondition condition) {
        return new CaseContext.Condition(
                condition.seq(), condition.condition(), condition.limit(), condition.closingStandard());
    }

    private Mono<CaseContext> receiver(CaseContext facts, CaseFile file, CaseCommand.Dispatch dispatch) {
        if (dispatch.departmentCode() == null && dispatch.assigneeId() == null) {
            return Mono.error(() -> new Refused(Refusal.field("case.receiver-missing", "/departmentCode")));
        }
        CaseContext usual = file.filing() == null ? usualCondition(facts, file) : facts;
        Mono<CaseContext> withDepartment = dispatch.departmentCode() == null
                ? Mono.just(usual)
                : department(dispatch.departmentCode(), file).map(usual::with);
        UUID assignee = dispatch.assigneeId();
        return assignee == null ? withDepartment : withDepartment.flatMap(known -> handler(known, assignee, file));
    }

    /** A case settled on the spot and reopened was never filed. */
    private CaseContext usualCondition(CaseContext facts, CaseFile file) {
        Category category = categoryOrRefuse(file.category().code(), "/departmentCode");
        FilingCondition first = category.openConditions().stream()
                .findFirst()
                .orElseThrow(() -> new Refused(Refusal.of("case.condition-missing", category.code())));
        return facts.with(chosen(first), null, category.emergency());
    }

    /** Whose departments a case may be dispatched to: the area's office, the one that hosts it, that of the desk, and the district. */
    static List<String> dispatchedWithin(CaseFile file) {
        CaseFile.Area area = file.area();
        Stream<String> desk = file.desk().paths().stream().map(GridPath::code);
        return Stream.concat(
                        Stream.of(
                                area.areaOfficeCode(),
                                area.officeCode(),
                                area.gridPath().district()),
                        desk)
                .distinct()
                .toList();
    }

    /** And the one that the district named. */
    private static boolean isFor(CaseFile file, Department department) {
        return department.district().equals(file.area().gridPath().district())
                && (dispatchedWithin(file).contains(department.officeCode())
                        || file.between().isLead(department.code()));
    }

    private static boolean isOfTheDistrict(Department department) {
        return department.officeCode().equals(department.district());
    }

    private static PersonName name(Actor person) {
        return new PersonName(person.id(), person.name());
    }

    private Mono<Department> department(String code, CaseFile file) {
        return departments
                .find(code)
                .filter(found -> isFor(file, found))
                .switchIfEmpty(Mono.error(
                        () -> new Refused(Refusal.field("case.department-unknown", "/departmentCode", code))));
    }

    /** Of the department named, or else of one that could have been. */
    private Mono<CaseContext> handler(CaseContext facts, UUID id, CaseFile file) {
        Department department = facts.department();
        return accounts.actor(id)
                .filter(found -> found.may(Permission.CASE_HANDLE)
                        && found.sharesDistrict(file.area().gridPath()))
                .flatMap(found -> department == null
                        ? Flux.fromIterable(found.departments())
                                .concatMap(departments::find)
                                .filter(theirs -> isFor(file, theirs))
                                .collectList()
                                .filter(theirs -> !theirs.isEmpty())
                                .map(theirs -> facts.with(name(found), null)
                                        .ofAnOffice(theirs.stream().noneMatch(CaseContextReader::isOfTheDistrict)))
                        : Mono.just(facts.with(name(found), department))
                                .filter(known -> found.departments().contains(department.code())))
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.field("case.handler-unfit", "/assigneeId"))));
    }
}
