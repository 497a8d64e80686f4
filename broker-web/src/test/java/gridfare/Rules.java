package gridfare;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.vaadin.flow.router.Route;
import gridfare.domain.party.Operator;
import gridfare.domain.usecase.ForOrganisation;
import gridfare.domain.usecase.UseCase;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import java.io.Serializable;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Set;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.NullMarked;

/// The rules of the house. [ArchitectureTest] holds the product to them; [PlantedFaultsTest] holds
/// each of them to a fault that it must find.
final class Rules {

    /// Use cases whose answer is the same for everyone who signs in: the public catalogue.
    private static final Set<String> COMMON_KNOWLEDGE =
            Set.of("gridfare.domain.provider.ReadProviders");

    private Rules() {}

    static final ArchRule PRICING_KNOWS_THE_JDK_ONLY =
            classes()
                    .that()
                    .resideInAPackage("gridfare.pricing..")
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage("gridfare.pricing..", "org.jspecify..")
                                    .or(inTheJdkBelowIo()))
                    .because("the engine is a pure function that runs the same everywhere");

    static final ArchRule PRICING_READS_NO_WORLD =
            noClasses()
                    .that()
                    .resideInAPackage("gridfare.pricing..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                            "java.io..",
                                            "java.nio.file..",
                                            "java.net..",
                                            "java.sql..",
                                            "java.util.logging..")
                                    .and(not(equivalentTo(Serializable.class))))
                    .orShould()
                    .callMethod(Math.class, "random")
                    .because("no clock, no I/O, no logging, no randomness");

    static final ArchRule THE_DOMAIN_KNOWS_NO_EDGE =
            noClasses()
                    .that()
                    .resideInAPackage("gridfare.domain..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "com.vaadin..",
                                    "jakarta.ws.rs..",
                                    "jakarta.servlet..",
                                    "com.stripe..",
                                    "org.quartz..",
                                    "com.aliyun..",
                                    "com.huaweicloud..",
                                    "com.tencentcloudapi..",
                                    "com.baidubce..",
                                    "java.net.http..",
                                    "gridfare.provider..",
                                    "gridfare.billing..",
                                    "gridfare.web.."))
                    .because(
                            "what we promised does not depend on how it is asked for or carried out");

    static final ArchRule ADAPTERS_KNOW_NO_BILLING =
            noClasses()
                    .that()
                    .resideInAPackage("gridfare.provider..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("gridfare.billing..", "gridfare.web.."));

    static final ArchRule BILLING_KNOWS_NO_ADAPTER =
            noClasses()
                    .that()
                    .resideInAPackage("gridfare.billing..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("gridfare.provider..", "gridfare.web.."));

    static final ArchRule NO_CYCLES_IN_PRICING = noCycles("gridfare.pricing.(*)..");
    static final ArchRule NO_CYCLES_IN_THE_DOMAIN = noCycles("gridfare.domain.(*)..");
    static final ArchRule NO_CYCLES_IN_BILLING = noCycles("gridfare.billing.(*)..");
    static final ArchRule NO_CYCLES_IN_THE_WEB = noCycles("gridfare.web.(*)..");

    static final ArchRule PROVIDERS_DO_NOT_KNOW_EACH_OTHER =
            slices().matching("gridfare.provider.(*)..")
                    .should()
                    .notDependOnEachOther()
                    .ignoreDependency(
                            DescribedPredicate.alwaysTrue(),
                            resideInAnyPackage(
                                    "gridfare.provider.egress..", "gridfare.provider.limit.."))
                    .because("adding a provider touches one package");

    static final ArchRule ADAPTERS_ARE_HIDDEN =
            classes()
                    .that()
                    .resideInAPackage("gridfare.provider..")
                    .and()
                    .resideOutsideOfPackages(
                            "gridfare.provider.egress..", "gridfare.provider.limit..")
                    .and()
                    .areTopLevelClasses()
                    .and()
                    .doNotHaveSimpleName("package-info")
                    .should()
                    .notBePublic()
                    .because("they are reached through the port only");

    static final ArchRule VENDORS_STAY_IN_THEIR_PACKAGE =
            CompositeArchRule.of(only("gridfare.provider.alibaba", "com.aliyun.."))
                    .and(only("gridfare.provider.huawei", "com.huaweicloud.."))
                    .and(only("gridfare.provider.tencent", "com.tencentcloudapi.."));

    static final ArchRule STRIPE_STAYS_IN_ITS_PACKAGE =
            only("gridfare.billing.stripe", "com.stripe..");

    static final ArchRule QUARTZ_STAYS_IN_ITS_PACKAGE = only("gridfare.web.job", "org.quartz..");

    static final ArchRule THE_WEB_USES_NO_REPOSITORY =
            noClasses()
                    .that()
                    .resideInAPackage("gridfare.web..")
                    .should()
                    .dependOnClassesThat(
                            repositories()
                                    .or(
                                            resideInAnyPackage(
                                                    "org.hibernate..", "jakarta.persistence..")))
                    .because("views and resources read fields, call one use case, show the answer");

    static final ArchRule USE_CASES_ARE_ASKED_FOR_SOMEONE =
            classes()
                    .that()
                    .resideInAPackage("gridfare.web..")
                    .and()
                    .resideOutsideOfPackages(
                            "gridfare.web.job..",
                            "gridfare.web.config..",
                            "gridfare.web.health..",
                            "gridfare.web.security..")
                    .should(callUseCasesForSomeone())
                    .because(
                            "a use case without a party runs on the jobs' pool, where row-level security"
                                    + " shows every organisation's rows");

    static final ArchRule ONLY_CONFIG_READS_THE_CLOCK =
            noClasses()
                    .that()
                    .resideInAPackage("gridfare..")
                    .and()
                    .resideOutsideOfPackages(
                            "gridfare.web.config..", "gridfare.sandbox..", "gridfare.stack..")
                    .should()
                    .callMethodWhere(readsTheSystemsClock())
                    .because("wall time and business time are two clocks, handed in");

    static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED =
            classes()
                    .that()
                    .resideInAPackage("gridfare..")
                    .and()
                    .areTopLevelClasses()
                    .and()
                    .doNotHaveSimpleName("package-info")
                    .should(
                            new ArchCondition<>("live in a package that is @NullMarked") {
                                @Override
                                public void check(JavaClass type, ConditionEvents events) {
                                    boolean marked =
                                            type.getPackage().isAnnotatedWith(NullMarked.class);
                                    events.add(
                                            new SimpleConditionEvent(
                                                    type, marked, type.getName() + ": " + marked));
                                }
                            });

    static final ArchRule EVERY_RESOURCE_METHOD_NAMES_ITS_ROLES =
            methods()
                    .that(
                            describe(
                                    "answer HTTP",
                                    method ->
                                            method.getAnnotations().stream()
                                                    .anyMatch(one ->
                                                            one.getRawType()
                                                                    .isAnnotatedWith(
                                                                            HttpMethod.class))))
                    .should(nameTheirRoles())
                    .because("a method that forgot would be closed to all: see RoleFilter");

    static final ArchRule EVERY_VIEW_NAMES_ITS_ROLES =
            classes()
                    .that()
                    .areAnnotatedWith(Route.class)
                    .should()
                    .beAnnotatedWith(PermitAll.class)
                    .orShould()
                    .beAnnotatedWith(RolesAllowed.class)
                    .because("a view that forgot would be closed to all: see Portal");

    static final ArchRule THE_FRAME_KNOWS_NO_FEATURE =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "gridfare.web.shell..",
                            "gridfare.web.part..",
                            "gridfare.web.text..",
                            "gridfare.web.rest..",
                            "gridfare.web.problem..",
                            "gridfare.web.security..")
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("gridfare.web..")
                                    .and(
                                            not(
                                                    resideInAnyPackage(
                                                            "gridfare.web.shell..",
                                                            "gridfare.web.part..",
                                                            "gridfare.web.text..",
                                                            "gridfare.web.rest..",
                                                            "gridfare.web.problem..",
                                                            "gridfare.web.security..",
                                                            "gridfare.web.config.."))))
                    .because("a new feature is one more package and no change to the frame");

    private static ArchRule noCycles(String slices) {
        return slices().matching(slices).should().beFreeOfCycles();
    }

    private static ArchRule only(String home, String guests) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(home + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(guests)
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> inTheJdkBelowIo() {
        return describe(
                "the JDK's own values",
                type ->
                        type.getPackageName().startsWith("java.")
                                || type.isPrimitive()
                                || type.isArray());
    }

    /// An interface with `StatelessSession session()`, or what the processor makes of it.
    private static DescribedPredicate<JavaClass> repositories() {
        DescribedPredicate<JavaClass> withSession =
                describe(
                        "a repository",
                        type ->
                                type.isInterface()
                                        && type.getMethods().stream()
                                                .anyMatch(method ->
                                                        method.getName().equals("session")
                                                                && method.getRawReturnType()
                                                                        .isEquivalentTo(
                                                                                StatelessSession
                                                                                        .class)));
        return describe(
                "a repository",
                type ->
                        withSession.test(type)
                                || type.getAllRawInterfaces().stream().anyMatch(withSession));
    }

    private static ArchCondition<JavaClass> callUseCasesForSomeone() {
        return new ArchCondition<>("call use cases for a party or an operator") {
            @Override
            public void check(JavaClass caller, ConditionEvents events) {
                caller.getMethodCallsFromSelf().stream()
                        .filter(call -> call.getTargetOwner().isAnnotatedWith(UseCase.class))
                        .filter(call -> !COMMON_KNOWLEDGE.contains(call.getTargetOwner().getName()))
                        .forEach(call -> judge(caller, call, events));
            }

            private void judge(
                    JavaClass caller,
                    JavaAccess<AccessTarget.MethodCallTarget> call,
                    ConditionEvents events) {
                boolean forSomeone =
                        call.getTarget().getRawParameterTypes().stream()
                                .anyMatch(type ->
                                        type.isAssignableTo(ForOrganisation.class)
                                                || type.isEquivalentTo(Operator.class));
                boolean signed = caller.getSimpleName().equals("StripeWebhookResource");
                events.add(
                        new SimpleConditionEvent(
                                caller, forSomeone || signed, call.getDescription()));
            }
        };
    }

    private static DescribedPredicate<JavaAccess<?>> readsTheSystemsClock() {
        Set<String> clocks = Set.of(Clock.class.getName(), InstantSource.class.getName());
        return describe(
                "reads the system's clock",
                access -> {
                    AccessTarget target = access.getTarget();
                    String owner = target.getOwner().getName();
                    String name = target.getName();
                    boolean withoutClock =
                            target instanceof AccessTarget.MethodCallTarget method
                                    && method.getRawParameterTypes().stream()
                                            .noneMatch(type -> type.isAssignableTo(Clock.class));
                    return (owner.startsWith("java.time.") && name.equals("now") && withoutClock)
                            || (clocks.contains(owner) && name.startsWith("system"))
                            || (owner.equals("java.lang.System")
                                    && name.equals("currentTimeMillis"));
                });
    }

    private static ArchCondition<JavaMethod> nameTheirRoles() {
        return new ArchCondition<>("name their roles") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean named = named(method) || named(method.getOwner());
                boolean signed = method.getOwner().getSimpleName().equals("StripeWebhookResource");
                events.add(
                        new SimpleConditionEvent(
                                method, named || signed, method.getFullName() + " names no role"));
            }

            private boolean named(CanBeAnnotated one) {
                return one.isAnnotatedWith(PermitAll.class)
                        || one.isAnnotatedWith(RolesAllowed.class);
            }
        };
    }
}
