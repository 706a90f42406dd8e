DROP TABLE creative_assignments;
