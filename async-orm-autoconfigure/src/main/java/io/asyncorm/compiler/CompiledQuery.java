package io.asyncorm.compiler;

import io.asyncorm.mapping.RowLayout;
import io.asyncorm.sql.SqlQuery;

/**
 * A query set's statement, and what its rows hold.
 *
 * @param query the statement
 * @param layout its columns
 * @since 0.1.0
 */
public record CompiledQuery(SqlQuery query, RowLayout layout) {

}
