/**
 * Messages to programs: {@link dev.homeport.webhook.SignedPost} posts JSON to a {@link
 * dev.homeport.webhook.Webhook}, signed over the body. Called by features that tell programs
 * something, such as alerts. Owns nothing.
 */
@NullMarked
package dev.homeport.webhook;

import org.jspecify.annotations.NullMarked;
