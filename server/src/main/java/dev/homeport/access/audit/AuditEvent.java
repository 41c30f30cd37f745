package dev.homeport.access.audit;

/**
 * Something that was done, or asked for in vain. Holds no secret: who makes one chooses what goes
 * into {@code detail}. Texts are cut at bounds and rid of what PostgreSQL cannot store.
 *
 * @param action in the words of the API, for instance {@code deleteDevice}
 * @param hub {@code ""} for what belongs to none
 * @param target what it was done to, as a path: {@code devices/d-1/modules/m}, {@code jobs/j-1};
 *     may be {@code ""}
 * @param status of HTTP; 0 where there was no call
 * @param code of the refusal or fault; {@code ""} where there was none
 * @param address of the caller; may be {@code ""}
 * @param requestId by which caller and server name the call; may be {@code ""}
 * @param detail what else tells one such action from another, for instance a method's name
 */
public record AuditEvent(
    Actor actor,
    String action,
    String hub,
    String target,
    Outcome outcome,
    int status,
    String code,
    String address,
    String requestId,
    String detail) {

  private static final int MAX_WORD = 128;
  private static final int MAX_TARGET = 512;
  private static final int MAX_DETAIL = 1_000;

  public AuditEvent {
    action = AuditText.kept(action, MAX_WORD);
    hub = AuditText.kept(hub, MAX_WORD);
    target = AuditText.kept(target, MAX_TARGET);
    code = AuditText.kept(code, MAX_WORD);
    address = AuditText.kept(address, MAX_WORD);
    requestId = AuditText.kept(requestId, MAX_WORD);
    detail = AuditText.kept(detail, MAX_DETAIL);
  }

  /** The same, which tells that {@code leftOut} others of its address were not recorded. */
  public AuditEvent after(int leftOut) {
    return new AuditEvent(
        actor,
        action,
        hub,
        target,
        outcome,
        status,
        code,
        address,
        requestId,
        "after " + leftOut + " more of this address" + (detail.isEmpty() ? "" : ", " + detail));
  }
}
