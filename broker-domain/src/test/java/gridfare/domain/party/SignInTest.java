package gridfare.domain.party;

import static gridfare.domain.testing.DomainContainer.LINGHE;
import static gridfare.domain.testing.DomainContainer.OTHER_LAB;
import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.party.SignedIn.Acting;
import gridfare.domain.party.SignedIn.ChooseOrganisation;
import gridfare.domain.party.SignedIn.Stranger;
import gridfare.domain.testing.DomainContainer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SignInTest {

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

    private final SignIn signIn = DOMAIN.bean(SignIn.class);

    @Test
    void aMemberOfOneOrganisationActsForIt() {
        assertThat(signIn.as(LINGHE.person(), null)).isEqualTo(new Acting(LINGHE));
    }

    @Test
    void aMemberOfSeveralChooses() throws Exception {
        var person = new PersonId(UUID.fromString("0199d000-0000-7000-8000-00000000aaaa"));
        try (var connection = DOMAIN.owner().getConnection();
                var insert = connection.createStatement()) {
            for (Party other : new Party[] {LINGHE, OTHER_LAB}) {
                insert.execute(
                        "insert into membership values (gen_random_uuid(), '%s', '%s', 'Both', '%s', 'VIEWER')"
                                .formatted(
                                        person.uuid(), other.organisation().uuid(), other.name()));
            }
        }

        assertThat(signIn.as(person, null))
                .isInstanceOfSatisfying(
                        ChooseOrganisation.class,
                        choose -> assertThat(choose.memberships()).hasSize(2));
        assertThat(signIn.as(person, OTHER_LAB.organisation()))
                .isEqualTo(
                        new Acting(
                                new Party(person, "Both", OTHER_LAB.organisation(), Role.VIEWER)));
    }

    @Test
    void nobodyActsForAnOrganisationThatIsNotTheirs() {
        assertThat(signIn.as(LINGHE.person(), OTHER_LAB.organisation())).isEqualTo(new Stranger());
        assertThat(signIn.as(new PersonId(new UUID(0, 0)), null)).isEqualTo(new Stranger());
    }
}
