-- In which version of the folding of names something is kept. What has none was folded before there were versions: the program
-- folds it anew when it opens the database.
CREATE TABLE folds (
    name TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL
);
