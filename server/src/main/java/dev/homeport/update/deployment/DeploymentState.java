package dev.homeport.update.deployment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deployment with how far it is.
 *
 * @param endsPerMinute devices that came to their end in the last five minutes, a minute
 * @param estimatedEnd at this rate; null: nobody can say
 * @param failures devices that failed or were left out, by reason
 */
public record DeploymentState(
    Deployment deployment,
    DeploymentCounts counts,
    double endsPerMinute,
    @Nullable Instant estimatedEnd,
    List<FailureGroup> failures) {}
