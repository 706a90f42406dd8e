-- data: authoritative
-- Answers older than their topic keeps them are nowhere else.
DROP TABLE command_results;
DROP TYPE command_outcome;
