package gridfare.domain.notice;

import java.time.Instant;

/// An address at which an organisation's programs are told.
///
/// @param createdAt wall time
public record Webhook(WebhookId id, String url, Instant createdAt) {}
