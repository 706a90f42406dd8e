-- data: projected   rebuild: contexts
DROP TABLE contexts;
