package io.asyncorm.dialect;

/**
 * What PostgreSQL writes is what every other spelling begins with. Values are bound with
 * their types, so that arithmetic and functions need no casts.
 *
 * @param dialect the dialect that it is the spelling of
 */
record PostgresSpelling(Dialect dialect) implements Spelling {

}
