/**
 * Rollouts of firmware. {@link dev.homeport.update.deployment.DeploymentService} makes deployments
 * and does what people say; {@link dev.homeport.update.deployment.Orchestrator} moves them on, once
 * a second on one node: who is in, whose turn it is, who took too long, whether too many failed.
 * {@code DeviceUpdate} is what becomes of one device, a pure state machine; {@code Dispatcher}
 * gives devices their orders; {@link dev.homeport.update.deployment.UpdateConsumer} and {@link
 * dev.homeport.update.deployment.UpdateTelemetryConsumer} read what they report; {@code AzureGoal}
 * and {@code AzureAgentReport} speak with agents of Azure Device Update; {@code Signals} writes
 * down what all of these make of the devices' states.
 *
 * <p>Called by REST. Owns the tables {@code deployment} and {@code deployment_device}, the desired
 * properties {@code firmware} and {@code deviceUpdate}, and the events {@code DeploymentChanged}
 * and {@code UpdateChanged}.
 */
@NullMarked
package dev.homeport.update.deployment;

import org.jspecify.annotations.NullMarked;
