CREATE OR REPLACE PROCEDURE work_in_batches(IN batch text, IN size integer)
 LANGUAGE plpgsql
AS $procedure$
#variable_conflict use_variable
DECLARE
    most_tries CONSTANT integer := 5;
    tries   integer := 0;
    changed bigint;
    done    bigint;
BEGIN
    -- Within an inner block the server never commits; what it says of that tells whether it would outside.
    BEGIN
        COMMIT;
    EXCEPTION WHEN invalid_transaction_termination THEN
        IF SQLERRM = 'invalid transaction termination' THEN
            RAISE EXCEPTION 'work_in_batches commits after each batch, so it cannot be called inside a transaction'
                USING ERRCODE = 'invalid_transaction_termination',
                    HINT = 'Call it alone, with autocommit; in a revision, put executeInTransaction=false into <file>.conf.';
        END IF;
    END;
    IF size IS NULL OR size < 1 THEN
        RAISE EXCEPTION 'The size of a batch is %, and must be at least 1', size USING ERRCODE = 'invalid_parameter_value';
    END IF;
    INSERT INTO batch_progress AS p VALUES (batch, 0, clock_timestamp(), clock_timestamp())
        ON CONFLICT ON CONSTRAINT batch_progress_pkey DO UPDATE SET
            rows_done = CASE WHEN p.finished_at IS NULL THEN p.rows_done ELSE 0 END,
            began_at = CASE WHEN p.finished_at IS NULL THEN p.began_at ELSE excluded.began_at END,
            updated_at = excluded.updated_at,
            finished_at = NULL;
    COMMIT;
    LOOP
        BEGIN
            EXECUTE batch USING size;
            GET DIAGNOSTICS changed = ROW_COUNT;
            tries := 0;
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
            tries := tries + 1;
            IF tries = most_tries THEN
                RAISE;
            END IF;
            changed := NULL;
        END;
        IF changed IS NULL THEN
            -- Nothing is held while it waits.
            COMMIT;
            PERFORM pg_sleep(0.05 * 2 ^ tries);
            CONTINUE;
        END IF;
        UPDATE batch_progress p
            SET rows_done = p.rows_done + changed,
                updated_at = clock_timestamp(),
                finished_at = CASE WHEN changed = 0 THEN clock_timestamp() END
            WHERE p.batch = work_in_batches.batch
            RETURNING p.rows_done INTO done;
        COMMIT;
        EXIT WHEN changed = 0;
        RAISE NOTICE '% rows are done', done;
    END LOOP;
END
$procedure$;
