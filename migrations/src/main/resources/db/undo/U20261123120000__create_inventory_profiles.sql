-- data: projected   rebuild: inventory_profiles
DROP TABLE inventory_profiles;
