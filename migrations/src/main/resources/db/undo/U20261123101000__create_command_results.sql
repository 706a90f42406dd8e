DROP TABLE command_results;
DROP TYPE command_outcome;
