package gridfare.web.security;

import gridfare.web.problem.Problem;
import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Arrays;

/// Keeps a method to the roles that it or its class names. One that names none is closed to all:
/// forgetting shows at once, and never as an open door. `@PermitAll` means everyone with a token.
@Provider
@Priority(Priorities.AUTHORIZATION)
public class RoleFilter implements ContainerRequestFilter {

    @SuppressWarnings("NullAway.Init") // set by the container
    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!mayCall(resource.getResourceMethod(), request.getSecurityContext())) {
            request.abortWith(
                    Problem.response(
                            Status.FORBIDDEN, "forbidden", "Your role does not allow this."));
        }
    }

    static boolean mayCall(Method method, SecurityContext caller) {
        if (method.isAnnotationPresent(PermitAll.class)) {
            return true;
        }
        RolesAllowed roles = method.getAnnotation(RolesAllowed.class);
        if (roles == null) {
            Class<?> resource = method.getDeclaringClass();
            if (resource.isAnnotationPresent(PermitAll.class)) {
                return true;
            }
            roles = resource.getAnnotation(RolesAllowed.class);
        }
        return roles != null && Arrays.stream(roles.value()).anyMatch(caller::isUserInRole);
    }
}
