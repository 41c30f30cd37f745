-- db-scheduler says which node makes the pass over all configurations.
DROP TABLE configuration_pass;
