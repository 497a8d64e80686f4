package gridfare.domain.usecase;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Runs inside the transaction of a [UseCase]: chooses the pool, tells the database the caller's
/// organisation for the length of the transaction, and rolls back where the answer is a [Refusal].
@Scoped
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE) // after the transaction's, which is a platform one
public class ScopedInterceptor {

    @Inject RunningUseCase running;
    @Inject Sessions sessions;
    @Inject StatelessSession session;

    @AroundInvoke
    @Nullable Object run(InvocationContext call) throws Exception {
        UUID caller = caller(call.getParameters());
        if (running.begin(caller) && caller != null) {
            session.createNativeQuery(
                            "select set_config('app.org', :organisation, true)", String.class)
                    .setParameter("organisation", caller.toString())
                    .getSingleResult();
        }
        Object answer = call.proceed();
        if (answer instanceof Refusal) {
            sessions.rollBackAtTheEnd();
        }
        return answer;
    }

    private static @Nullable UUID caller(@Nullable Object[] arguments) {
        for (Object argument : arguments) {
            if (argument instanceof ForOrganisation someone) {
                return someone.organisationUuid();
            }
        }
        return null;
    }
}
