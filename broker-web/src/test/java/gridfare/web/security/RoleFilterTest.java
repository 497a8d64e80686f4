package gridfare.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.Party;
import gridfare.domain.party.PersonId;
import gridfare.domain.party.Role;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("UnusedMethod") // the methods are found by their names
class RoleFilterTest {

    @ParameterizedTest(name = "{1} calls {0}: {2}")
    @CsvSource({
        "forgotten, OWNER, false",
        "forgotten, OPERATOR, false",
        "open, VIEWER, true",
        "placing, OWNER, true",
        "placing, VIEWER, false",
        "placing, OPERATOR, false",
        "operating, OPERATOR, true",
        "operating, OWNER, false",
        "buying, OWNER, true",
        "buying, SELLER, false",
        "buying, OPERATOR, false",
        "selling, SELLER, true",
        "selling, OWNER, false",
        "selling, OPERATOR, false",
    })
    void aMethodAdmitsWhomItNames(String method, String who, boolean admitted) throws Exception {
        assertThat(RoleFilter.mayCall(Resource.class.getDeclaredMethod(method), caller(who)))
                .isEqualTo(admitted);
    }

    @ParameterizedTest(name = "{0} of a class for owners: {1}")
    @CsvSource({"OWNER, true", "VIEWER, false"})
    void aClassSpeaksForItsMethods(String who, boolean admitted) throws Exception {
        assertThat(RoleFilter.mayCall(ForOwners.class.getDeclaredMethod("get"), caller(who)))
                .isEqualTo(admitted);
    }

    private static CallerContext caller(String who) {
        if (who.equals("OPERATOR")) {
            return new CallerContext("Ada", null, () -> Trade.NONE, true, true);
        }
        PersonId person = new PersonId(new UUID(0, 1));
        OrganisationId organisation = new OrganisationId(new UUID(0, 2));
        boolean sells = who.equals("SELLER");
        Role role = sells ? Role.OWNER : Role.valueOf(who);
        Party party = new Party(person, "Lin Mei", organisation, role);
        return new CallerContext("Lin Mei", party, () -> new Trade(!sells, sells), false, true);
    }

    private interface Resource {
        void forgotten();

        @PermitAll
        void open();

        @RolesAllowed({"owner", "admin", "member"})
        void placing();

        @RolesAllowed("operator")
        void operating();

        @RolesAllowed("buyer")
        void buying();

        @RolesAllowed("provider")
        void selling();
    }

    @RolesAllowed("owner")
    private interface ForOwners {
        void get();
    }
}
