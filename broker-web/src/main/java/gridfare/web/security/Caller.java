package gridfare.web.security;

import gridfare.domain.party.Operator;
import gridfare.domain.party.Party;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who makes this request of the interface; set once by [BearerFilter].
@RequestScoped
public class Caller {

    private @Nullable Party party;
    private @Nullable Operator operator;

    void is(@Nullable Party knownParty, @Nullable Operator knownOperator) {
        party = knownParty;
        operator = knownOperator;
    }

    /// For whom a member acts.
    ///
    /// @throws IllegalStateException where the resource let someone through who acts for nobody
    public Party party() {
        if (party == null) {
            throw new IllegalStateException("The caller acts for no organisation.");
        }
        return party;
    }

    /// @throws IllegalStateException where the resource let someone through who is no operator
    public Operator operator() {
        if (operator == null) {
            throw new IllegalStateException("The caller is no operator.");
        }
        return operator;
    }

    public Optional<Party> partyIfAny() {
        return Optional.ofNullable(party);
    }

    public boolean isOperator() {
        return operator != null;
    }
}
