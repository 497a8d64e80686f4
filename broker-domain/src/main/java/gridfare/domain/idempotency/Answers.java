package gridfare.domain.idempotency;

import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.PersonId;
import java.util.List;
import java.util.UUID;

/// Where answers are kept, and whose they are: a tenant's rows are guarded by row-level security,
/// the operator's are nobody else's to read.
sealed interface Answers {

    List<String> TABLES = List.of("idempotency_key", "operator_command");

    String table();

    /// The column that says whose an answer is.
    String column();

    UUID whose();

    record OfTenant(OrganisationId organisation) implements Answers {
        @Override
        public String table() {
            return "idempotency_key";
        }

        @Override
        public String column() {
            return "organisation_uuid";
        }

        @Override
        public UUID whose() {
            return organisation.uuid();
        }
    }

    record OfOperator(PersonId person) implements Answers {
        @Override
        public String table() {
            return "operator_command";
        }

        @Override
        public String column() {
            return "person_uuid";
        }

        @Override
        public UUID whose() {
            return person.uuid();
        }
    }
}
