package io.asyncorm.compiler;

import io.asyncorm.mapping.RowLayout;
import io.asyncorm.sql.SqlStatement;

/**
 * The SQL tree that a query set was compiled to, with the layout by which its rows are
 * read.
 *
 * @param query the statement
 * @param layout what its columns hold
 * @since 0.1.0
 */
public record CompiledQuery(SqlStatement query, RowLayout layout) {

}
