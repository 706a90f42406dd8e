-- data: projected
DROP TABLE projection_status;
