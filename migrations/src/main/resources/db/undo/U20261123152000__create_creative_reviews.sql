-- data: projected   rebuild: creative_reviews
DROP TABLE creative_reviews;
DROP TYPE creative_review_outcome;
DROP TYPE creative_review_decision;
DROP TYPE creative_review_type;
