-- data: projected   rebuild: users
ALTER TABLE users DROP COLUMN deactivated_at;
