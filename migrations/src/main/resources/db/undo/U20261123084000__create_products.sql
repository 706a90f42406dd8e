-- data: projected   rebuild: products
DROP TABLE products;
DROP TYPE delivery_type;
