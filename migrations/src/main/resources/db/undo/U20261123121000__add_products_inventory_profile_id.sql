-- data: projected   rebuild: products
-- lint-ignore: foreign-key-without-index inventory profiles keep their ids and are marked as removed, not deleted
-- lint-ignore: validated-foreign-key the column is new and empty, and a publisher has few products, so the look at them is short
ALTER TABLE products DROP COLUMN inventory_profile_id;
