-- data: projected   rebuild: performance_feedback
-- lint-ignore: foreign-key-without-index packages and creatives keep their ids and are never deleted, so nobody looks from there
DROP TABLE performance_feedback;
DROP TYPE feedback_source;
DROP TYPE performance_metric;
