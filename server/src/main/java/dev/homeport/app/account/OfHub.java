package dev.homeport.app.account;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks resources whose calls are about one hub: the first one, unless the query parameter {@code
 * hub} names another. The resource learns which from {@link AskedHub}. Others take no notice of the
 * parameter.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OfHub {}
