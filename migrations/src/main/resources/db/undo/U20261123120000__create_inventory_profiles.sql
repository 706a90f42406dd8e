DROP TABLE inventory_profiles;
