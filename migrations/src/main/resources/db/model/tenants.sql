CREATE TABLE tenants (
    tenant_id text NOT NULL,
    name text NOT NULL,
    human_review_required boolean NOT NULL,
    approval_mode approval_mode NOT NULL,
    revision bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deactivated_at timestamp with time zone,
    approval_due_hours integer,
    subdomain text,
    virtual_host text,
    billing_plan text,
    billing_contact text,
    authorized_emails text[] DEFAULT '{}'::text[] NOT NULL,
    authorized_domains text[] DEFAULT '{}'::text[] NOT NULL,
    order_name_template text,
    creative_auto_approve_threshold numeric,
    creative_auto_reject_threshold numeric,
    sensitive_categories text[],
    creative_lead_hours integer,
    CONSTRAINT tenants_creative_auto_approve_threshold_check CHECK (creative_auto_approve_threshold >= 0::numeric AND creative_auto_approve_threshold <= 1::numeric),
    CONSTRAINT tenants_creative_auto_reject_threshold_check CHECK (creative_auto_reject_threshold >= 0::numeric AND creative_auto_reject_threshold <= 1::numeric),
    CONSTRAINT tenants_pkey PRIMARY KEY (tenant_id),
    CONSTRAINT tenants_revision_check CHECK (revision >= 1)
);
COMMENT ON COLUMN tenants.human_review_required IS 'Whether every new or changed media buy waits for a person';
COMMENT ON COLUMN tenants.approval_mode IS 'How creatives are reviewed';
COMMENT ON COLUMN tenants.deactivated_at IS 'Since when no token of the tenant counts; null while they do';
COMMENT ON COLUMN tenants.approval_due_hours IS 'How long after it opens a step is due; null: steps are never due';
COMMENT ON COLUMN tenants.subdomain IS 'The part of a host name under which a front end serves it';
COMMENT ON COLUMN tenants.virtual_host IS 'The whole host name under which a front end serves it';
COMMENT ON COLUMN tenants.billing_plan IS 'What the operator bills it by';
COMMENT ON COLUMN tenants.billing_contact IS 'The e-mail address of who pays';
COMMENT ON COLUMN tenants.authorized_emails IS 'Who may become its user by signing in';
COMMENT ON COLUMN tenants.authorized_domains IS 'Whose addresses'' owners may become its users by signing in';
COMMENT ON COLUMN tenants.order_name_template IS 'How orders of its media buys are named in an ad server';
COMMENT ON COLUMN tenants.creative_auto_approve_threshold IS 'From which confidence on an agent may approve; null means 0.9';
COMMENT ON COLUMN tenants.creative_auto_reject_threshold IS 'Up to which confidence an agent may reject; null means 0.1';
COMMENT ON COLUMN tenants.sensitive_categories IS 'Of what only a person decides; null means political, healthcare and financial';
COMMENT ON COLUMN tenants.creative_lead_hours IS 'How long before a package starts its creatives have to be there, where its product does not say; null: they need not';
ALTER TABLE tenants ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON tenants USING (tenant_id = current_setting('buyledger.tenant_id'::text, true));
CREATE POLICY of_all_tenants ON tenants FOR SELECT USING (current_setting('buyledger.tenant_id'::text, true) = '*'::text);
