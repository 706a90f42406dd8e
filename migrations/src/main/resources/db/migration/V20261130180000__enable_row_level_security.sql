-- revision: 5d2e90c7b1a4   revises: 1f6ca94d70b3
-- A second wall between tenants: whoever is not the owner sees only rows of the tenant that its transaction has set, so a
-- query that forgot its filter shows nothing of others. The owner (projector, migrations) sees all, as before.
ALTER TABLE adapter_config ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON adapter_config USING (tenant_id = current_setting('buyledger.tenant_id', true));
ALTER TABLE audit_logs ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON audit_logs USING (tenant_id = current_setting('buyledger.tenant_id', true));
ALTER TABLE auth_config ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON auth_config USING (tenant_id = current_setting('buyledger.tenant_id', true));
ALTER TABLE campaign_notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON campaign_notes USING (tenant_id = current_setting('buyledger.tenant_id', true));
ALTER TABLE command_results ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON command_results USING (tenant_id = current_setting('buyledger.tenant_id', true));
ALTER TABLE contexts ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON contexts USING (tenant_id = current_setting('buyledger.tenant_id', true));
ALTER TABLE creative_agents ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON creative_agents USING (tenant_id = current_setting('buyledger.tenant_id', true));
ALTER TABLE creative_assignments ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON creative_assignments USING (tenant_id = current_setting('buyledger.tenant_id', true));
ALTER TABLE creative_reviews ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON creative_reviews USING (tenant_id = current_setting('buyledger.tenant_id', true));
ALTER TABLE creatives ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON creatives USING (tenant_id = current_setting('buyledger.tenant_id', true));
ALTER TABLE currency_limits ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON currency_limits USING (tenant_id = current_setting('buyledger.tenant_id', true));
ALTER TABLE inventory_profiles ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON inventory_profiles USING (tenant_id = current_setting('buyledger.tenant_id', true));
ALTER TABLE media_buys ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON media_buys USING (tenant_id = current_setting('buyledger.tenant_id', true));
ALTER TABLE media_packages ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON media_packages USING (tenant_id = current_setting('buyledger.tenant_id', true));
ALTER TABLE performance_feedback ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON performance_feedback USING (tenant_id = current_setting('buyledger.tenant_id', true));
ALTER TABLE pricing_options ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON pricing_options USING (tenant_id = current_setting('buyledger.tenant_id', true));
ALTER TABLE principals ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON principals USING (tenant_id = current_setting('buyledger.tenant_id', true));
ALTER TABLE products ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON products USING (tenant_id = current_setting('buyledger.tenant_id', true));
ALTER TABLE signals_agents ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON signals_agents USING (tenant_id = current_setting('buyledger.tenant_id', true));
ALTER TABLE strategies ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON strategies USING (tenant_id = current_setting('buyledger.tenant_id', true));
ALTER TABLE tenant_positions ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON tenant_positions USING (tenant_id = current_setting('buyledger.tenant_id', true));
ALTER TABLE tenants ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON tenants USING (tenant_id = current_setting('buyledger.tenant_id', true));
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON users USING (tenant_id = current_setting('buyledger.tenant_id', true));
ALTER TABLE workflow_steps ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON workflow_steps USING (tenant_id = current_setting('buyledger.tenant_id', true));
-- Before the tenant is known there is only a token.
CREATE POLICY of_token ON principals FOR SELECT
    USING (token_sha256 = current_setting('buyledger.token_sha256', true));
CREATE POLICY of_token ON users FOR SELECT
    USING (token_sha256 = current_setting('buyledger.token_sha256', true));
-- No tenant has this id.
CREATE POLICY of_all_tenants ON tenants FOR SELECT USING (current_setting('buyledger.tenant_id', true) = '*');
CREATE POLICY of_all_tenants ON tenant_positions FOR SELECT USING (current_setting('buyledger.tenant_id', true) = '*');
-- The policy of the whole does not hold for who names a part, so a part has none and shows nothing.
DO $$
DECLARE
    part regclass;
BEGIN
    FOR part IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'audit_logs'::regclass LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', part);
    END LOOP;
END
$$;
