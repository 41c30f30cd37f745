/**
 * Mail to people: {@link dev.homeport.mail.Mailer} hands {@link dev.homeport.mail.Mail} to the SMTP
 * server of {@link dev.homeport.mail.MailSettings}. Called by features that tell people something,
 * such as reports. Owns nothing.
 */
@NullMarked
package dev.homeport.mail;

import org.jspecify.annotations.NullMarked;
