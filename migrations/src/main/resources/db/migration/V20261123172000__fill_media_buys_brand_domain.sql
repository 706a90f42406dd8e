-- revision: 19f4d7b3a60c   revises: c83a5e1d07b6
-- A row says it in the column brand already.
CALL work_in_batches(
    $$UPDATE media_buys SET brand_domain = brand ->> 'domain' WHERE (tenant_id, media_buy_id) IN
        (SELECT tenant_id, media_buy_id FROM media_buys WHERE brand_domain IS NULL LIMIT $1)$$,
    1000);
