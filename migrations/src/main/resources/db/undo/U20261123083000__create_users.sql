-- data: projected   rebuild: users
DROP TABLE users;
DROP TYPE user_role;
