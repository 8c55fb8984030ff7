package io.asyncorm.dialect;

/**
 * The SQL of PostgreSQL, with which every other spelling begins. Parameters are bound
 * with their types, so that arithmetic and functions need no casts.
 *
 * @param dialect the dialect that it is the spelling of
 */
record PostgresSpelling(Dialect dialect) implements Spelling {

}
