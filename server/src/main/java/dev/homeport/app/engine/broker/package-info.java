/**
 * What runs inside the embedded broker's own JVM: Kafka's main with two additions, formatting at
 * first start and ending with the server. It uses nothing of Homeport; the build puts it into a jar
 * of its own beside Kafka's jars. Called by the supervisor in {@link dev.homeport.app.engine}.
 */
@NullMarked
package dev.homeport.app.engine.broker;

import org.jspecify.annotations.NullMarked;
