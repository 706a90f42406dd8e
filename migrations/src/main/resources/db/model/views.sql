CREATE VIEW media_buys_of_tenant AS SELECT * FROM media_buys WHERE tenant_id = current_setting('buyledger.tenant_id', true);
CREATE VIEW creatives_of_tenant AS SELECT * FROM creatives WHERE tenant_id = current_setting('buyledger.tenant_id', true);
CREATE VIEW workflow_steps_of_tenant AS SELECT * FROM workflow_steps WHERE tenant_id = current_setting('buyledger.tenant_id', true);
