/**
 * The top floor: puts the parts together ({@link dev.homeport.app.Wiring}), opens and closes the
 * edges ({@link dev.homeport.app.Edges}), and holds what all HTTP has in common: who may call what
 * ({@link dev.homeport.app.HubAccessFilter}) and how errors look ({@code HttpErrors}). Below it
 * {@code engine} supervises the embedded PostgreSQL and Kafka, {@code tls} makes the certificates,
 * {@code account} signs people in and {@code console} serves Homeport's own API. Called by nobody.
 */
@NullMarked
package dev.homeport.app;

import org.jspecify.annotations.NullMarked;
