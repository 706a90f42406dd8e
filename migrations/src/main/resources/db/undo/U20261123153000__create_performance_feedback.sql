-- data: projected   rebuild: performance_feedback
DROP TABLE performance_feedback;
DROP TYPE feedback_source;
DROP TYPE performance_metric;
