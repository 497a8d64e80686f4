package gridfare.domain.usecase;

import static gridfare.domain.testing.DomainContainer.LINGHE;
import static gridfare.domain.testing.DomainContainer.OTHER_LAB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import gridfare.domain.party.Party;
import gridfare.domain.testing.DomainContainer;
import jakarta.inject.Inject;
import java.util.List;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UseCaseTest {

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

    /// Forgets every filter, as a mistake would.
    @UseCase
    static class Careless {

        @Inject StatelessSession session;
        @Inject Inner inner;

        List<String> namesFor(Party party) {
            return names();
        }

        List<String> namesForJobs() {
            return names();
        }

        long unscoped(Party party) {
            session.createNativeQuery("select set_config('app.org', '', true)", String.class)
                    .getSingleResult();
            return names().size();
        }

        void throughAnother(Party outer, Party inside) {
            inner.names(inside);
        }

        Object write(Party party, boolean refuse) {
            session.createNativeMutationQuery("insert into scribble values ('kept')")
                    .executeUpdate();
            return refuse ? new No() : "yes";
        }

        Object writeThroughARefusal(Party party) {
            session.createNativeMutationQuery("insert into scribble values ('kept')")
                    .executeUpdate();
            inner.refuse();
            return "yes";
        }

        private List<String> names() {
            return session.createNativeQuery(
                            "select name from organisation order by name", String.class)
                    .getResultList();
        }
    }

    @UseCase
    static class Inner {
        void names(Party party) {}

        Object refuse() {
            return new No();
        }
    }

    record No() implements Refusal {}

    @Test
    void aForgottenFilterShowsOnlyTheCallersRows() {
        var careless = DOMAIN.bean(Careless.class);

        assertThat(careless.namesFor(LINGHE)).containsExactly("Linghe Vision");
        assertThat(careless.namesFor(OTHER_LAB)).containsExactly("Other Lab");
    }

    @Test
    void withoutAnOrganisationTheTenantsPoolShowsNothing() {
        assertThat(DOMAIN.bean(Careless.class).unscoped(LINGHE)).isZero();
    }

    @Test
    void aUseCaseWithoutAPartySeesAll() {
        assertThat(DOMAIN.bean(Careless.class).namesForJobs())
                .contains("Elastic Compute Grid", "Linghe Vision", "Openb Replay", "Other Lab");
    }

    @Test
    void oneUseCaseCannotActForTwoOrganisations() {
        assertThatIllegalStateException()
                .isThrownBy(() -> DOMAIN.bean(Careless.class).throughAnother(LINGHE, OTHER_LAB));
    }

    @Test
    void aRefusalRollsBackAndIsAnswered() throws Exception {
        try (var connection = DOMAIN.owner().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table scribble (word text)");
            statement.execute("grant insert on scribble to gridfare_app");
            var careless = DOMAIN.bean(Careless.class);

            assertThat(careless.write(LINGHE, true)).isEqualTo(new No());
            assertThat(careless.writeThroughARefusal(LINGHE)).isEqualTo("yes");
            try (var rows = statement.executeQuery("select count(*) from scribble")) {
                rows.next();
                assertThat(rows.getLong(1)).isZero();
            }

            careless.write(LINGHE, false);
            try (var rows = statement.executeQuery("select count(*) from scribble")) {
                rows.next();
                assertThat(rows.getLong(1)).isOne();
            }
        }
    }
}
