package io.asyncorm.jdbc;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a database error is about, by the names that users know.
 *
 * @param model the name of the model; null if the table is of none
 * @param fields the names of the fields; empty if they are not known
 */
record ErrorSubject(@Nullable String model, List<String> fields) {

}
