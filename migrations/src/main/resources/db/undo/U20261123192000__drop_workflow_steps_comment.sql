-- lint-ignore: drop-column the revisions before brought a new name, which the services before this one read and write already
ALTER TABLE workflow_steps ADD COLUMN comment text;
UPDATE workflow_steps SET comment = decision_comment WHERE decision_comment IS NOT NULL;
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
