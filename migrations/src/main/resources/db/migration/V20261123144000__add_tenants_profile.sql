-- revision: 6a37c9e0d5b1   revises: 27b4d9f1c80e
-- Where a publisher is found, who pays for it, and who may become its user.
-- None is unique: whoever administers one tenant must not be able to stop the projection of all by naming another's.
ALTER TABLE tenants
    ADD COLUMN subdomain           text,
    ADD COLUMN virtual_host        text,
    ADD COLUMN billing_plan        text,
    ADD COLUMN billing_contact     text,
    ADD COLUMN authorized_emails   text[] NOT NULL DEFAULT '{}',
    ADD COLUMN authorized_domains  text[] NOT NULL DEFAULT '{}',
    ADD COLUMN order_name_template text;
COMMENT ON COLUMN tenants.subdomain IS 'The part of a host name under which a front end serves it';
COMMENT ON COLUMN tenants.virtual_host IS 'The whole host name under which a front end serves it';
COMMENT ON COLUMN tenants.billing_plan IS 'What the operator bills it by';
COMMENT ON COLUMN tenants.billing_contact IS 'The e-mail address of who pays';
COMMENT ON COLUMN tenants.authorized_emails IS 'Who may become its user by signing in';
COMMENT ON COLUMN tenants.authorized_domains IS 'Whose addresses'' owners may become its users by signing in';
COMMENT ON COLUMN tenants.order_name_template IS 'How orders of its media buys are named in an ad server';
