package gridfare.domain.key;

import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.Party;
import gridfare.domain.party.PersonId;
import gridfare.domain.party.Role;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// That a program may act for an organisation, and as what, until it is revoked. Its secret is not
/// here: only the hash by which it is known again.
@Entity
public class ApiKey {

    public static final int LONGEST_NAME = 80;

    @EmbeddedId private ApiKeyId id;
    @Embedded private OrganisationId organisation;
    private String name;

    @Enumerated(EnumType.STRING)
    private Role role;

    private byte[] secretHash;
    @Embedded private PersonId createdBy;
    private String createdByName;
    private Instant createdAt;
    private @Nullable Instant lastUsedAt;
    private @Nullable Instant revokedAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field
    protected ApiKey() {}

    ApiKey(ApiKeyToken token, Party creator, String name, Role role, Instant createdAt) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("No name for a key: '%s'.".formatted(name));
        }
        this.id = token.key();
        this.organisation = creator.organisation();
        this.name = name;
        this.role = role;
        this.secretHash = token.hash();
        this.createdBy = creator.person();
        this.createdByName = creator.name();
        this.createdAt = createdAt;
    }

    public ApiKeyId id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Role role() {
        return role;
    }

    public PersonId createdBy() {
        return createdBy;
    }

    /// What the maker was called then.
    public String createdByName() {
        return createdByName;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /// To within a minute; empty: never.
    public Optional<Instant> lastUsedAt() {
        return Optional.ofNullable(lastUsedAt);
    }

    public Optional<Instant> revokedAt() {
        return Optional.ofNullable(revokedAt);
    }

    public boolean isRevoked() {
        return revokedAt != null;
    }

    /// Whether `token` is this key's: takes as long for a near miss as for any other.
    boolean isOpenedBy(ApiKeyToken token) {
        return MessageDigest.isEqual(secretHash, token.hash());
    }

    /// Who acts where the key is used: the key itself, under its own id and name, so that the audit
    /// log tells a program's deeds from those of the person who made the key.
    Party party() {
        return new Party(new PersonId(id.uuid()), name, organisation, role);
    }
}
