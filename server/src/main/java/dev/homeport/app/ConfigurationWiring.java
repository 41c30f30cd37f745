package dev.homeport.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.configuration.ConfigurationReports;
import dev.homeport.twin.group.GroupStore;
import dev.homeport.twin.query.TwinQueries;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** Makes what shows configurations to people. */
public final class ConfigurationWiring {

  @Produces
  @Singleton
  ConfigurationReports reports(
      Jdbi jdbi, TwinQueries queries, GroupStore groups, ObjectMapper json) {
    return new ConfigurationReports(jdbi, queries, groups, json);
  }
}
