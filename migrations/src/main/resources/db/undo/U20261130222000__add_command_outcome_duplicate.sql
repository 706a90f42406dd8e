-- lint-ignore: enum-value-unplaced nothing is ordered by outcome
-- A value cannot be dropped from a type. Answers to repeated commands are on the topic of results, and nowhere else then.
DELETE FROM command_results WHERE outcome = 'duplicate';
ALTER TABLE command_results ALTER COLUMN outcome TYPE text;
DROP TYPE command_outcome;
CREATE TYPE command_outcome AS ENUM ('accepted', 'submitted', 'rejected');
ALTER TABLE command_results ALTER COLUMN outcome TYPE command_outcome USING outcome::command_outcome;
