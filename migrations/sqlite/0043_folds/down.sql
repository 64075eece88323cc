DROP TABLE folds;
