-- data: projected   rebuild: creative_assignments
DROP TABLE creative_assignments;
