-- revision: 95b2e7d40a8c   revises: f3a80b5c2d71
-- workflow_steps.comment, what was said when a step was approved, is too easily taken for comments. The new name comes beside
-- the old one, and a trigger keeps both equal, so projectors of this version and of the one before can write at the same time.
ALTER TABLE workflow_steps ADD COLUMN decision_comment text;
COMMENT ON COLUMN workflow_steps.decision_comment IS 'What was said when it was approved';
CREATE FUNCTION workflow_steps_same_comment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.decision_comment := coalesce(NEW.decision_comment, NEW.comment);
        NEW.comment := NEW.decision_comment;
    ELSIF NEW.decision_comment IS DISTINCT FROM OLD.decision_comment THEN
        NEW.comment := NEW.decision_comment;
    ELSE
        NEW.decision_comment := NEW.comment;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER same_comment BEFORE INSERT OR UPDATE ON workflow_steps
    FOR EACH ROW EXECUTE FUNCTION workflow_steps_same_comment();
