package org.wangge.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.work.DomainEvent;

/** The rules of the house that can be checked on class files. All use one import of our classes. */
class CodeRulesTests {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.wangge");

    private static final Pattern FORBIDDEN_WORDS = Pattern.compile(
            ".*(Util|Utils|Helper|Manager|Impl|Base|Common|Data|Info|DTO|Dto|VO|PO|Service)(?![a-z]).*");
    private static final Set<String> WAITING =
            Set.of("block", "blockFirst", "blockLast", "blockOptional", "toIterable", "toStream", "toBlocking");
    private static final int LONGEST_FILE = 300;

    private static DescribedPredicate<JavaMethodCall> call(Class<?> owner, Set<String> names) {
        return new DescribedPredicate<>("a call of " + names + " on a " + owner.getSimpleName()) {
            @Override
            public boolean test(JavaMethodCall call) {
                return names.contains(call.getName()) && call.getTargetOwner().isAssignableTo(owner);
            }
        };
    }

    /** The command line is a program of its own that ends when it is done, so it may wait. */
    @Test
    void nothing_waits_for_a_publisher() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.wangge.embedded.command..")
                .should()
                .callMethodWhere(call(Publisher.class, WAITING))
                .check(OURS);
    }

    @Test
    void only_loops_subscribe() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.wangge.work..", "org.wangge.embedded..")
                .should()
                .callMethodWhere(call(Publisher.class, Set.of("subscribe")))
                .check(OURS);
    }

    @Test
    void time_comes_from_the_clock() {
        noClasses()
                .should()
                .callMethodWhere(new DescribedPredicate<>("a look at the machine's clock") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        String owner = call.getTargetOwner().getName();
                        boolean now = call.getName().equals("now")
                                && owner.startsWith("java.time")
                                && call.getTarget().getRawParameterTypes().isEmpty();
                        return now
                                || owner.equals("java.lang.System")
                                        && call.getName().equals("currentTimeMillis");
                    }
                })
                .orShould()
                .callConstructor(java.util.Date.class)
                .check(OURS);
    }

    @Test
    void dependencies_come_through_constructors_and_settings_through_records() {
        noFields()
                .should()
                .beAnnotatedWith(Autowired.class)
                .orShould()
                .beAnnotatedWith(Value.class)
                .check(OURS);
        fields().that()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .beFinal()
                .check(OURS);
    }

    @Test
    void controllers_live_in_web() {
        classes()
                .that()
                .areAnnotatedWith(RestController.class)
                .should()
                .resideInAnyPackage("org.wangge..web..", "org.wangge.platform.contract..")
                .check(OURS);
    }

    /** Work's loops and the small helpers beside the stores name documents themselves; nobody else does. */
    @Test
    void only_stores_talk_to_the_database() {
        noClasses()
                .that(are(DescribedPredicate.not(resideInAnyPackage(
                        "org.wangge..store..",
                        "org.wangge.work..",
                        "org.wangge.embedded..",
                        "org.wangge.seeding",
                        "org.wangge.account.token"))))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ReactiveMongoTemplate.class)
                .check(OURS);
    }

    /** A change is a next file; what of it is written where is the store's to know. */
    @Test
    void only_stores_make_updates() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.wangge..store..", "org.wangge.work..", "org.wangge.seeding", "org.wangge.account.token")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Update.class)
                .check(OURS);
    }

    @Test
    void web_goes_through_the_face() {
        noClasses()
                .that()
                .resideInAPackage("org.wangge..web..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.wangge..store..")
                .check(OURS);
    }

    @Test
    void models_are_plain() {
        noClasses()
                .that()
                .resideInAPackage("org.wangge..model..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.springframework..",
                        "reactor..",
                        "com.mongodb..",
                        "org.bson..",
                        "org.wangge..store..",
                        "org.wangge..web.."))
                .allowEmptyShould(false)
                .check(OURS);
    }

    @Test
    void only_push_knows_google() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.wangge.notification.push..")
                .should()
                .dependOnClassesThat(resideInAPackage("com.google..")
                        .and(DescribedPredicate.not(resideInAPackage("com.google.zxing.."))))
                .check(OURS);
        noClasses()
                .that()
                .resideOutsideOfPackage("org.wangge.place.qr..")
                .should()
                .dependOnClassesThat(resideInAPackage("com.google.zxing.."))
                .check(OURS);
    }

    @Test
    void old_and_foreign_things_stay_out() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "com.fasterxml.jackson.databind..", "javax..", "java.util.logging..", "sun..", "lombok.."))
                .check(OURS);
        noClasses()
                .should()
                .accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("printing") {
                    @Override
                    public boolean test(JavaAccess<?> access) {
                        return access.getTargetOwner().getName().equals("java.lang.System")
                                && Set.of("out", "err").contains(access.getName());
                    }
                })
                .check(OURS);
    }

    @Test
    void names_say_what_things_are() {
        List<String> vague = OURS.stream()
                .filter(type -> !type.isAnonymousClass())
                .map(JavaClass::getSimpleName)
                .filter(name -> FORBIDDEN_WORDS.matcher(name).matches())
                .toList();
        assertThat(vague).isEmpty();
    }

    @Test
    void every_package_is_null_marked_and_says_what_it_is_for() {
        classes()
                .should(new ArchCondition<>("live in a null-marked package") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        JavaPackage home = type.getPackage();
                        if (!home.isAnnotatedWith(NullMarked.class)) {
                            events.add(SimpleConditionEvent.violated(type, home.getName() + " is not null-marked"));
                        }
                    }
                })
                .check(OURS);
    }

    @Test
    void events_are_records() {
        classes().that().implement(DomainEvent.class).should().beRecords().check(OURS);
    }

    @Test
    void the_parts_of_a_module_do_not_go_in_circles() {
        slices().matching("org.wangge.(*).(*)..")
                .namingSlices("$1.$2")
                .should()
                .beFreeOfCycles()
                .check(OURS);
    }

    /** Files that need each other cannot be read one by one; a file is its top-level class, with the builder made for it. */
    @Test
    void files_do_not_go_in_circles() {
        slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return type.getPackageName().startsWith("org.wangge")
                                ? SliceIdentifier.of(fileOf(type))
                                : SliceIdentifier.ignore();
                    }

                    @Override
                    public String getDescription() {
                        return "files";
                    }
                })
                .should()
                .beFreeOfCycles()
                .check(OURS);
    }

    private static String fileOf(JavaClass type) {
        String topLevel = type.getName().replaceFirst("\\$.*", "");
        String built = topLevel.replaceFirst("Builder$", "");
        return !built.equals(topLevel) && OURS.contain(built) ? built : topLevel;
    }

    /** A face shows what others use: a public type of a base package that only this package uses need not be public. */
    @Test
    void every_public_type_of_a_face_is_used_from_outside_it() {
        List<String> unused = OURS.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                .filter(type -> type.getPackageName().matches("org\\.wangge\\.[a-z]+"))
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .filter(type -> fileOf(type).equals(type.getName()))
                .filter(type -> OURS.stream()
                        .filter(part -> part.equals(type) || part.getName().startsWith(type.getName() + "$"))
                        .flatMap(part -> part.getDirectDependenciesToSelf().stream())
                        .allMatch(use -> use.getOriginClass().getPackageName().equals(type.getPackageName())))
                .map(JavaClass::getName)
                .toList();
        assertThat(unused).isEmpty();
    }

    @Test
    void files_are_short() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(LONGEST_FILE);
            }
        }
    }
}
