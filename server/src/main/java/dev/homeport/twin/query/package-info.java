/**
 * The query language of IoT Hub over twins. {@link dev.homeport.twin.query.Query} is a whole query,
 * {@link dev.homeport.twin.query.Condition} what may stand after WHERE; both are read by one
 * grammar ({@code IotQuery.g4}). A condition can be tried on a twin in memory, and {@link
 * dev.homeport.twin.query.TwinQueries} runs it in PostgreSQL; the two agree, also about what is
 * undefined. {@link dev.homeport.twin.query.QueryIndexes} makes conditions on a property fast.
 * Called by REST, jobs, configurations and everything that selects devices. Owns the table {@code
 * query_index}, the SQL functions {@code query_*}, and no event.
 */
@NullMarked
package dev.homeport.twin.query;

import org.jspecify.annotations.NullMarked;
