package dev.homeport.app.audit;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/** Notes which method a call is for, before anybody refuses it. What matches none is no action. */
@Provider
@Priority(Priorities.AUTHENTICATION - 1)
public final class AuditBegin implements ContainerRequestFilter {

  /** The request property that holds the {@link java.lang.reflect.Method}. */
  static final String METHOD = "homeport.audit.method";

  @Context @Nullable ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext context) {
    ResourceInfo called = resource;
    if (called != null) {
      context.setProperty(METHOD, called.getResourceMethod());
    }
  }
}
