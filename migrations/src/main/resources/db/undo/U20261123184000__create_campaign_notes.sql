DROP TABLE campaign_notes;
