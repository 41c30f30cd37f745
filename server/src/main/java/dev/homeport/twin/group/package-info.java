/**
 * Groups: saved queries with a name. A device is a member for as long as the condition is true for
 * its twin; nothing about membership is stored, so it is always current. Every condition of the
 * query language can name a group with {@code IN_GROUP('name')}. Owns the table {@code
 * device_group}.
 */
@NullMarked
package dev.homeport.twin.group;

import org.jspecify.annotations.NullMarked;
