/**
 * Automatic device management: configurations that set desired properties on every device, module
 * or edge device that meets their target condition, by priority, from when it meets the condition
 * until it no longer does ("Automatic device and module management", IoT Hub). {@link
 * dev.homeport.configuration.ConfigurationService} decides about configurations, {@code Evaluator}
 * about twins, {@code Settlement} and {@code Change} are the pure rules. {@link
 * dev.homeport.configuration.EvaluationConsumer} follows the event log, {@link
 * dev.homeport.configuration.Sweeper} and {@link dev.homeport.configuration.ConfigurationPass} have
 * all twins gone over. {@link dev.homeport.configuration.ConfigurationReports} tells people where
 * each stands.
 *
 * <p>Called by REST and the console. Owns the tables {@code configuration}, {@code
 * configuration_deleted}, {@code configuration_target}, {@code configuration_holding} and the
 * column {@code twin.configurations}; no event of its own, twins change as by any other service.
 */
@NullMarked
package dev.homeport.configuration;

import org.jspecify.annotations.NullMarked;
