-- data: projected
-- Without positions all is projected again.
DROP TABLE projection_positions;
