package gridfare.web.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import gridfare.web.problem.Problem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Gives every answer of a read an entity tag, and answers 304 to a caller who has it already.
@Provider
@Priority(5_000)
public class EntityTagFilter implements ContainerResponseFilter {

    private static final int TAG_BYTES = 12;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Object entity = response.getEntity();
        if (!request.getMethod().equals("GET")
                || response.getStatus() != 200
                || entity == null
                || entity instanceof Problem
                || !MediaType.APPLICATION_JSON_TYPE.isCompatible(response.getMediaType())) {
            return;
        }
        byte[] json = written(entity);
        String tag = tag(json);
        response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
        if (has(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag)) {
            response.setStatus(304);
            response.setEntity(null);
        } else {
            response.setEntity(json);
        }
    }

    private static boolean has(@Nullable String known, String tag) {
        return known != null
                && Arrays.stream(known.split(",", -1))
                        .map(String::strip)
                        .anyMatch(one ->
                                one.equals("*") || one.equals(tag) || one.equals("W/" + tag));
    }

    private static byte[] written(Object entity) {
        try {
            return Json.mapper().writeValueAsBytes(entity);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write " + entity.getClass() + ".", e);
        }
    }

    private static String tag(byte[] json) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json);
            byte[] start = Arrays.copyOf(digest, TAG_BYTES);
            return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(start) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
