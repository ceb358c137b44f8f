-- Generations of the index. What belongs to one is a partition of each table, made beside it and attached when it is
-- whole, so that whoever reads isn't held up, and dropped as a whole when newer ones have replaced it.

CREATE TABLE generation (
    name text PRIMARY KEY,
    format integer NOT NULL,
    encoder text NOT NULL,
    analyser integer NOT NULL,
    built_at text NOT NULL,
    state text NOT NULL CHECK (state IN ('current', 'waiting', 'earlier'))
);
CREATE UNIQUE INDEX one_current ON generation (state) WHERE state = 'current';
CREATE UNIQUE INDEX one_waiting ON generation (state) WHERE state = 'waiting';

-- Counts changes of what is used or waits.
CREATE TABLE turn (number bigint NOT NULL);
INSERT INTO turn VALUES (0);

-- The files of a generation, for services that see all of it.
CREATE TABLE piece (
    generation text NOT NULL,
    file text NOT NULL,
    number integer NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (generation, file, number)
) PARTITION BY LIST (generation);

-- Documents, measures, chunks and sentences with their vectors, in their order, for services that see some catalogues.
CREATE TABLE record (
    generation text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('document', 'measure', 'chunk', 'sentence')),
    position integer NOT NULL,
    catalogue text,
    content json NOT NULL,
    embedding public.vector,
    PRIMARY KEY (generation, kind, position)
) PARTITION BY LIST (generation);

-- Which roles may read, and which catalogues: NULL stands for all of them. Owners of the tables see all.
CREATE TABLE reader (role name PRIMARY KEY, catalogues text[]);

ALTER TABLE generation ENABLE ROW LEVEL SECURITY;
ALTER TABLE piece ENABLE ROW LEVEL SECURITY;
ALTER TABLE record ENABLE ROW LEVEL SECURITY;
ALTER TABLE reader ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON reader FOR SELECT USING (role = current_user);
CREATE POLICY admitted ON generation FOR SELECT USING (EXISTS (SELECT FROM reader WHERE role = current_user));
CREATE POLICY seeing_all ON piece FOR SELECT
    USING (EXISTS (SELECT FROM reader WHERE role = current_user AND catalogues IS NULL));
CREATE POLICY by_catalogue ON record FOR SELECT
    USING (EXISTS (SELECT FROM reader WHERE role = current_user
                   AND (catalogues IS NULL OR record.catalogue = ANY (catalogues))));

CREATE PROCEDURE admit(who name, what text[]) LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO lotse.reader VALUES (who, what) ON CONFLICT (role) DO UPDATE SET catalogues = excluded.catalogues;
    EXECUTE format('GRANT USAGE ON SCHEMA lotse TO %I', who);
    EXECUTE format('GRANT SELECT ON lotse.generation, lotse.turn, lotse.piece, lotse.record, lotse.reader TO %I', who);
END $$;
