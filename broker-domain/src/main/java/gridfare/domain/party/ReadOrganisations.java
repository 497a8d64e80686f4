package gridfare.domain.party;

import gridfare.domain.usecase.UseCase;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/// Shows an organisation itself, and the operator all of them.
@UseCase
public class ReadOrganisations {

    @Inject Organisations organisations;

    /// The organisation for which `party` acts.
    public Organisation own(Party party) {
        return organisations.find(party.organisation()).orElseThrow();
    }

    /// Its terms; empty where none were agreed, and then it cannot buy.
    public Optional<CreditLine> terms(Party party) {
        return organisations.creditLine(party.organisation());
    }

    public List<Organisation> all(Operator operator) {
        return organisations.all();
    }

    public List<Organisation> buyers(Operator operator) {
        return organisations.buyers();
    }
}
