package dev.homeport.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names what a call of Homeport's own API does. The filter of rights in {@code app.account} lets
 * those make it whose role allows that, and refuses a call that names nothing.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {

  Action value();

  /**
   * Whether the call itself shows those who are limited to a group no more than the group. Without
   * it, they may make the call only when its path names a device of theirs as {@code {deviceId}}.
   */
  boolean keepsToGroup() default false;
}
