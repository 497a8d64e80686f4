package gridfare;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The house as it stands keeps its rules. How each rule was seen failing:
/// `docs/decisions/0010-rules-kept-by-tests.md`.
@AnalyzeClasses(packages = "gridfare", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest static final ArchRule PRICING_JDK = Rules.PRICING_KNOWS_THE_JDK_ONLY;
    @ArchTest static final ArchRule PRICING_WORLD = Rules.PRICING_READS_NO_WORLD;
    @ArchTest static final ArchRule DOMAIN = Rules.THE_DOMAIN_KNOWS_NO_EDGE;
    @ArchTest static final ArchRule EDGES = Rules.ADAPTERS_KNOW_NO_BILLING;
    @ArchTest static final ArchRule BILLING = Rules.BILLING_KNOWS_NO_ADAPTER;
    @ArchTest static final ArchRule CYCLES_PRICING = Rules.NO_CYCLES_IN_PRICING;
    @ArchTest static final ArchRule CYCLES_DOMAIN = Rules.NO_CYCLES_IN_THE_DOMAIN;
    @ArchTest static final ArchRule CYCLES_BILLING = Rules.NO_CYCLES_IN_BILLING;
    @ArchTest static final ArchRule CYCLES_WEB = Rules.NO_CYCLES_IN_THE_WEB;
    @ArchTest static final ArchRule PROVIDERS = Rules.PROVIDERS_DO_NOT_KNOW_EACH_OTHER;
    @ArchTest static final ArchRule ADAPTERS = Rules.ADAPTERS_ARE_HIDDEN;
    @ArchTest static final ArchRule VENDORS = Rules.VENDORS_STAY_IN_THEIR_PACKAGE;
    @ArchTest static final ArchRule STRIPE = Rules.STRIPE_STAYS_IN_ITS_PACKAGE;
    @ArchTest static final ArchRule QUARTZ = Rules.QUARTZ_STAYS_IN_ITS_PACKAGE;
    @ArchTest static final ArchRule REPOSITORIES = Rules.THE_WEB_USES_NO_REPOSITORY;
    @ArchTest static final ArchRule PARTIES = Rules.USE_CASES_ARE_ASKED_FOR_SOMEONE;
    @ArchTest static final ArchRule CLOCKS = Rules.ONLY_CONFIG_READS_THE_CLOCK;
    @ArchTest static final ArchRule NULL_MARKED = Rules.EVERY_PACKAGE_IS_NULL_MARKED;
    @ArchTest static final ArchRule RESOURCE_ROLES = Rules.EVERY_RESOURCE_METHOD_NAMES_ITS_ROLES;
    @ArchTest static final ArchRule VIEW_ROLES = Rules.EVERY_VIEW_NAMES_ITS_ROLES;
    @ArchTest static final ArchRule FRAME = Rules.THE_FRAME_KNOWS_NO_FEATURE;
}
