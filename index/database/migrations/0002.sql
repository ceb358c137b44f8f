-- Small files that all services have in common, such as that of the keys. Who sees some catalogues has files of their own.
CREATE TABLE state_file (name text PRIMARY KEY, content bytea NOT NULL);
ALTER TABLE state_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY seeing_all ON state_file FOR SELECT
    USING (EXISTS (SELECT FROM reader WHERE role = current_user AND catalogues IS NULL));

CREATE OR REPLACE PROCEDURE admit(who name, what text[]) LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO lotse.reader VALUES (who, what) ON CONFLICT (role) DO UPDATE SET catalogues = excluded.catalogues;
    EXECUTE format('GRANT USAGE ON SCHEMA lotse TO %I', who);
    EXECUTE format('GRANT SELECT ON lotse.generation, lotse.turn, lotse.piece, lotse.record, lotse.reader TO %I', who);
    EXECUTE format('GRANT SELECT ON lotse.state_file TO %I', who);
END $$;
