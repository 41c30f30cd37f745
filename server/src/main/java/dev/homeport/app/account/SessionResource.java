package dev.homeport.app.account;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.access.Action;
import dev.homeport.access.Caller;
import dev.homeport.access.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Signing in and out. */
@Path("/api/v1/session")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "session")
public final class SessionResource {

  /** The request property that holds the user name of an attempt to sign in. */
  public static final String ATTEMPTED = "homeport.attempted";

  private final SignIn signIn;
  private final Accounts accounts;

  public SessionResource(SignIn signIn, Accounts accounts) {
    this.signIn = signIn;
    this.accounts = accounts;
  }

  @POST
  @Needs(Action.SIGN_IN)
  @Operation(operationId = "signIn", summary = "Signs in; sets the cookie homeport_session")
  @APIResponse(
      responseCode = "200",
      description = "Signed in",
      content = @Content(schema = @Schema(implementation = Session.class)))
  @APIResponse(responseCode = "400", description = "The body is no JSON object of this form")
  @APIResponse(responseCode = "401", description = "Wrong user name or password")
  @APIResponse(
      responseCode = "429",
      description = "Too many failed attempts",
      headers =
          @Header(
              name = HttpHeaders.RETRY_AFTER,
              description = "How many seconds to wait",
              schema = @Schema(implementation = Integer.class)))
  public Response signIn(
      @RequestBody(required = true) @Nullable Credentials credentials,
      @Context ContainerRequestContext context,
      @Context HttpServerRequest request) {
    String userName = credentials == null ? null : credentials.userName();
    String password = credentials == null ? null : credentials.password();
    if (userName == null || password == null) {
      return Problem.unauthorized("user name and password are needed").response();
    }
    context.setProperty(ATTEMPTED, userName);
    Origin origin = Origin.of(request);
    return switch (signIn.check(userName, password, origin)) {
      case PasswordCheck.Result.Right(Account account) -> {
        SignIn.Begun begun = signIn.begin(account, origin);
        context.setProperty(Caller.PROPERTY, begun.person());
        yield SetCookie.on(Response.ok(Session.of(begun.person(), true)), SessionCookie.of(begun))
            .build();
      }
      case PasswordCheck.Result.Wrong() ->
          Problem.unauthorized("wrong user name or password").response();
      case PasswordCheck.Result.TooManyFailures(Duration wait) -> tooMany(wait);
    };
  }

  private static Response tooMany(Duration wait) {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    Problem problem =
        new Problem(
            "about:blank",
            "Too many attempts",
            429,
            "TooManyAttempts",
            "try again in " + seconds + " seconds");
    return Response.fromResponse(problem.response())
        .header(HttpHeaders.RETRY_AFTER, seconds)
        .build();
  }

  @GET
  @Needs(Action.OWN_ACCOUNT)
  @Operation(operationId = "session", summary = "Who is signed in")
  @APIResponse(
      responseCode = "200",
      description = "Signed in",
      content = @Content(schema = @Schema(implementation = Session.class)))
  public Session session(@Context ContainerRequestContext context) {
    Caller.Person person = person(context);
    return Session.of(person, accounts.get(person.name()).local());
  }

  /** The person who calls what is for persons alone. */
  static Caller.Person person(ContainerRequestContext context) {
    if (Callers.of(context) instanceof Caller.Person person) {
      return person;
    }
    throw new IllegalStateException("the filter let a program through");
  }

  @DELETE
  @Needs(Action.OWN_ACCOUNT)
  @Operation(operationId = "signOut", summary = "Ends the session at once")
  @APIResponse(responseCode = "204", description = "Signed out")
  public Response signOut(@Context ContainerRequestContext context) {
    Caller.Person person = person(context);
    signIn.end(person.name(), UUID.fromString(person.sessionId()));
    return SetCookie.on(Response.noContent(), SessionCookie.expired()).build();
  }

  @PUT
  @Path("password")
  @Needs(Action.OWN_ACCOUNT)
  @Operation(
      operationId = "changePassword",
      summary = "Changes one's own password, and signs oneself out elsewhere")
  @APIResponse(
      responseCode = "200",
      description = "Changed",
      content = @Content(schema = @Schema(implementation = Session.class)))
  @APIResponse(
      responseCode = "400",
      description = "The current password is wrong, or the new one too easy to guess")
  @APIResponse(responseCode = "429", description = "Too many wrong current passwords")
  public Response changePassword(
      @RequestBody(required = true) @Nullable NewPassword change,
      @Context ContainerRequestContext context,
      @Context HttpServerRequest request) {
    String current = change == null ? null : change.currentPassword();
    String chosen = change == null ? null : change.newPassword();
    if (current == null || chosen == null) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "currentPassword and newPassword are needed");
    }
    Caller.Person person = person(context);
    return switch (signIn.check(person.name(), current, Origin.of(request))) {
      case PasswordCheck.Result.Right(Account account) -> {
        if (chosen.equals(current)) {
          throw new HubException(ErrorCode.ARGUMENT_INVALID, "this is the password as it was");
        }
        accounts.choosePassword(account.userName(), chosen, UUID.fromString(person.sessionId()));
        Caller.Person now =
            new Caller.Person(
                person.name(), person.role(), person.group(), person.sessionId(), false);
        yield SetCookie.on(
                Response.ok(Session.of(now, true)), SessionCookie.token(signIn.reissue(now)))
            .build();
      }
      case PasswordCheck.Result.Wrong() ->
          new Problem(
                  "about:blank", "Wrong password", 400, "WrongPassword", "the password is wrong")
              .response();
      case PasswordCheck.Result.TooManyFailures(Duration wait) -> tooMany(wait);
    };
  }
}
