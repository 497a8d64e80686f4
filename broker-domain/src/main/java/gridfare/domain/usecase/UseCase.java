package gridfare.domain.usecase;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;
import jakarta.transaction.Transactional;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A verb of the trade: stateless, and each public method one transaction.
///
/// A method that takes a [ForOrganisation] (a `Party`) runs on the tenants' pool, where row-level
/// security shows the organisation's own rows only; any other runs on the jobs' pool. The outermost
/// method decides for all that it calls. An answer that is a [Refusal] rolls back.
@Stereotype
@ApplicationScoped
@Transactional
@Scoped
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface UseCase {}
