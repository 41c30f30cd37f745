/**
 * The console's side of the server: Homeport's own REST API under {@code /api/v1}, the WebSocket
 * {@code /api/v1/live}, and the built console itself under {@code /console/}. It reads what the
 * console lists with SQL of its own ({@link dev.homeport.app.console.DeviceDirectory}) and changes
 * things through the features below. The OpenAPI document at {@code /api/openapi.json} is made from
 * the records here. Owns no table.
 */
@NullMarked
package dev.homeport.app.console;

import org.jspecify.annotations.NullMarked;
