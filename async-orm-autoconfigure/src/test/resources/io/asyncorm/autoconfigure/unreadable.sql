inserting into author;
