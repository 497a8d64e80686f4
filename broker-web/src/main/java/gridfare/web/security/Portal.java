package gridfare.web.security;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinSession;
import gridfare.domain.party.Membership;
import gridfare.domain.party.Operator;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.Party;
import gridfare.domain.party.PersonId;
import gridfare.domain.party.ReadOrganisations;
import gridfare.domain.party.SignIn;
import gridfare.domain.party.SignedIn.Acting;
import gridfare.domain.party.SignedIn.ChooseOrganisation;
import gridfare.domain.party.SignedIn.Stranger;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wildfly.security.http.oidc.IDToken;
import org.wildfly.security.http.oidc.OidcPrincipal;

/// Who sits at the portal. Found out when a page is opened and at each change of screen, kept in
/// the Vaadin session, so that background threads that update a screen know it too.
@ApplicationScoped
public class Portal {

    @Inject SignIn signIn;
    @Inject ReadOrganisations readOrganisations;

    /// Takes the signed-in person of `request` in. The portal's pages are open to nobody else.
    public void arrive(VaadinRequest request, VaadinSession session) {
        Principal principal = request.getUserPrincipal();
        if (!(principal instanceof OidcPrincipal<?> oidc)) {
            return;
        }
        IDToken identity = oidc.getOidcSecurityContext().getIDToken();
        PersonId person = new PersonId(UUID.fromString(identity.getSubject()));
        String name = identity.getName() == null ? oidc.getName() : identity.getName();
        boolean operator =
                request instanceof VaadinServletRequest servlet
                        && servlet.getHttpServletRequest().isUserInRole("operator");
        Visitor before = session.getAttribute(Visitor.class);
        OrganisationId chosen =
                before != null && before.person().equals(person) && before.party() != null
                        ? before.party().organisation()
                        : null;
        session.setAttribute(Visitor.class, visitor(person, name, operator, chosen));
    }

    /// Lets the visitor act for one of their organisations.
    public void choose(OrganisationId organisation) {
        Visitor now = visitor();
        VaadinSession.getCurrent()
                .setAttribute(
                        Visitor.class,
                        visitor(now.person(), now.name(), now.isOperator(), organisation));
    }

    /// Asks again for whom the visitor acts: a membership may have ended since.
    public void look() {
        Visitor now = visitor();
        OrganisationId chosen = now.party() == null ? null : now.party().organisation();
        VaadinSession.getCurrent()
                .setAttribute(
                        Visitor.class, visitor(now.person(), now.name(), now.isOperator(), chosen));
    }

    private Visitor visitor(
            PersonId person, String name, boolean operator, @Nullable OrganisationId chosen) {
        List<Membership> all = signIn.memberships(person);
        return switch (signIn.as(person, chosen)) {
            case Acting(Party party) ->
                    new Visitor(
                            person,
                            party.name(),
                            operator,
                            party,
                            Trade.of(readOrganisations.own(party)),
                            all);
            case ChooseOrganisation several -> stranger(person, name, operator, all);
            case Stranger() -> stranger(person, name, operator, all);
        };
    }

    private static Visitor stranger(
            PersonId person, String name, boolean operator, List<Membership> all) {
        return new Visitor(person, name, operator, null, Trade.NONE, all);
    }

    /// @throws IllegalStateException outside a session of the portal
    public Visitor visitor() {
        Visitor visitor = VaadinSession.getCurrent().getAttribute(Visitor.class);
        if (visitor == null) {
            throw new IllegalStateException("Nobody has signed in here.");
        }
        return visitor;
    }

    /// For whom the visitor acts; views that are `@PermitAll` or name a member's role may rely on
    /// it.
    public Party party() {
        return visitor()
                .acting()
                .orElseThrow(() -> new IllegalStateException("No organisation is chosen."));
    }

    public Operator operator() {
        return visitor()
                .operator()
                .orElseThrow(() -> new IllegalStateException("The visitor is no operator."));
    }

    /// Whether the visitor may see `view`, by the roles it names. One that names none is closed.
    public boolean mayOpen(Class<? extends Component> view) {
        Visitor visitor = visitor();
        if (view.isAnnotationPresent(PermitAll.class)) {
            return visitor.party() != null;
        }
        RolesAllowed roles = view.getAnnotation(RolesAllowed.class);
        CallerContext caller =
                new CallerContext(
                        visitor.name(),
                        visitor.party(),
                        visitor::trade,
                        visitor.isOperator(),
                        true);
        return roles != null && Arrays.stream(roles.value()).anyMatch(caller::isUserInRole);
    }
}
