package gridfare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A rule that never failed proves nothing: each one finds the fault that was planted for it.
class PlantedFaultsTest {

    @ParameterizedTest(name = "{1}")
    @MethodSource("faults")
    void isFound(ArchRule rule, Class<?> fault, Class<?>[] together) {
        Class<?>[] all =
                Stream.concat(Stream.of(fault), Stream.of(together)).toArray(Class<?>[]::new);

        assertThat(rule.evaluate(new ClassFileImporter().importClasses(all)).hasViolation())
                .as(rule.getDescription())
                .isTrue();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(
                        Rules.PRICING_KNOWS_THE_JDK_ONLY,
                        gridfare.pricing.planted.Faults.KnowsJackson.class),
                fault(
                        Rules.PRICING_READS_NO_WORLD,
                        gridfare.pricing.planted.Faults.ReadsFiles.class),
                fault(
                        Rules.PRICING_READS_NO_WORLD,
                        gridfare.pricing.planted.Faults.RollsDice.class),
                fault(
                        Rules.THE_DOMAIN_KNOWS_NO_EDGE,
                        gridfare.domain.planted.Faults.KnowsVaadin.class),
                fault(
                        Rules.THE_DOMAIN_KNOWS_NO_EDGE,
                        gridfare.domain.planted.Faults.KnowsRest.class),
                fault(
                        Rules.THE_DOMAIN_KNOWS_NO_EDGE,
                        gridfare.domain.planted.Faults.CallsOut.class),
                fault(
                        Rules.THE_DOMAIN_KNOWS_NO_EDGE,
                        gridfare.domain.planted.Faults.KnowsTheWeb.class),
                fault(
                        Rules.BILLING_KNOWS_NO_ADAPTER,
                        gridfare.billing.planted.Faults.KnowsTheWeb.class),
                fault(
                        Rules.ADAPTERS_KNOW_NO_BILLING,
                        gridfare.provider.planted.Faults.KnowsBilling.class),
                fault(
                        Rules.NO_CYCLES_IN_PRICING,
                        gridfare.pricing.planted.Faults.Chicken.class,
                        gridfare.pricing.plantedtoo.Egg.class),
                fault(
                        Rules.NO_CYCLES_IN_THE_DOMAIN,
                        gridfare.domain.planted.Faults.Chicken.class,
                        gridfare.domain.plantedtoo.Egg.class),
                fault(
                        Rules.NO_CYCLES_IN_BILLING,
                        gridfare.billing.planted.Faults.Chicken.class,
                        gridfare.billing.plantedtoo.Egg.class),
                fault(
                        Rules.NO_CYCLES_IN_THE_WEB,
                        gridfare.web.planted.Faults.Chicken.class,
                        gridfare.web.plantedtoo.Egg.class),
                fault(
                        Rules.PROVIDERS_DO_NOT_KNOW_EACH_OTHER,
                        gridfare.provider.planted.Faults.KnowsItsNeighbour.class,
                        gridfare.provider.plantedtoo.Neighbour.class),
                fault(Rules.ADAPTERS_ARE_HIDDEN, gridfare.provider.plantedtoo.Neighbour.class),
                fault(
                        Rules.VENDORS_STAY_IN_THEIR_PACKAGE,
                        gridfare.web.planted.Faults.KnowsAlibaba.class),
                fault(
                        Rules.VENDORS_STAY_IN_THEIR_PACKAGE,
                        gridfare.web.planted.Faults.KnowsHuawei.class),
                fault(
                        Rules.VENDORS_STAY_IN_THEIR_PACKAGE,
                        gridfare.web.planted.Faults.KnowsTencent.class),
                fault(
                        Rules.STRIPE_STAYS_IN_ITS_PACKAGE,
                        gridfare.web.planted.Faults.KnowsStripe.class),
                fault(
                        Rules.QUARTZ_STAYS_IN_ITS_PACKAGE,
                        gridfare.web.planted.Faults.KnowsQuartz.class),
                fault(
                        Rules.THE_WEB_USES_NO_REPOSITORY,
                        gridfare.web.planted.Faults.UsesARepository.class),
                fault(
                        Rules.THE_WEB_USES_NO_REPOSITORY,
                        gridfare.web.planted.Faults.UsesHibernate.class),
                fault(
                        Rules.USE_CASES_ARE_ASKED_FOR_SOMEONE,
                        gridfare.web.planted.Faults.AsksForNobody.class),
                fault(
                        Rules.ONLY_CONFIG_READS_THE_CLOCK,
                        gridfare.pricing.planted.Faults.ReadsTheClock.class),
                fault(
                        Rules.ONLY_CONFIG_READS_THE_CLOCK,
                        gridfare.domain.planted.Faults.ReadsTheClock.class),
                fault(
                        Rules.ONLY_CONFIG_READS_THE_CLOCK,
                        gridfare.domain.planted.Faults.MakesAClock.class),
                fault(
                        Rules.ONLY_CONFIG_READS_THE_CLOCK,
                        gridfare.domain.planted.Faults.ReadsTheDay.class),
                fault(
                        Rules.EVERY_PACKAGE_IS_NULL_MARKED,
                        gridfare.web.planted.unmarked.Faults.class),
                fault(
                        Rules.EVERY_RESOURCE_METHOD_NAMES_ITS_ROLES,
                        gridfare.web.planted.Faults.ForgetsItsRoles.class),
                fault(
                        Rules.EVERY_VIEW_NAMES_ITS_ROLES,
                        gridfare.web.planted.Faults.ForgetsItsVisitors.class),
                fault(
                        Rules.THE_FRAME_KNOWS_NO_FEATURE,
                        gridfare.web.shell.planted.Faults.KnowsAFeature.class));
    }

    private static Arguments fault(ArchRule rule, Class<?> fault, Class<?>... together) {
        return arguments(rule, fault, together);
    }
}
