-- data: projected   rebuild: tenants
ALTER TABLE tenants
    DROP COLUMN subdomain,
    DROP COLUMN virtual_host,
    DROP COLUMN billing_plan,
    DROP COLUMN billing_contact,
    DROP COLUMN authorized_emails,
    DROP COLUMN authorized_domains,
    DROP COLUMN order_name_template;
