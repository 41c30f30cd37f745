package dev.homeport.app.console;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * All about one job.
 *
 * @param work what is done to each device: {@code cloudToDeviceMethod} or {@code updateTwin} of IoT
 *     Hub's jobs
 */
@Schema(
    name = "JobDetail",
    requiredProperties = {"job", "work"})
public record JobDetail(
    JobSummary job,
    @Schema(type = SchemaType.OBJECT, additionalProperties = Object.class) JsonNode work) {}
