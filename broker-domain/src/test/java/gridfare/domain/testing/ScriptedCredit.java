package gridfare.domain.testing;

import gridfare.domain.party.Organisations;
import gridfare.domain.party.Party;
import gridfare.domain.placement.CreditAnswer;
import gridfare.domain.placement.CreditCheck;
import gridfare.pricing.money.LedgerAmount;
import java.util.function.Supplier;

/// Says about every buyer what it was told to say, and locks the credit row as the real check does.
/// Only where no real check is on the class path.
public final class ScriptedCredit implements CreditCheck {

    private final Supplier<Organisations> organisations;
    private volatile CreditAnswer answer = new CreditAnswer.Granted();

    ScriptedCredit(Supplier<Organisations> organisations) {
        this.organisations = organisations;
    }

    @Override
    public CreditAnswer check(Party buyer, LedgerAmount upTo) {
        organisations.get().lockedCreditLine(buyer.organisation());
        return answer;
    }

    public void answers(CreditAnswer next) {
        answer = next;
    }
}
