DROP TABLE products;
DROP TYPE delivery_type;
