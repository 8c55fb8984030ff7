package io.asyncorm.repository;

import java.util.List;

import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.plan.SqlFrame;
import io.asyncorm.plan.SqlRows;
import org.jspecify.annotations.Nullable;

/**
 * What of the rows of a method with {@code @Query} is asked for by those of its
 * parameters that do not stand in the SQL.
 */
interface SqlPaging {

	/** The parameters that do. */
	List<DeclaredParameter> bound();

	/** Whether it gives a page, which holds rows. */
	boolean isPage();

	/** Whether it gives their number, too. */
	boolean isCounted();

	/** What of the rows is asked for. */
	SqlFrame frame(@Nullable Object[] arguments);

	/**
	 * The method that gives a page.
	 * @param sql what reads the rows
	 * @param rows what becomes of them
	 * @param count what reads their number, if a statement of its own does
	 */
	RepositoryMethod page(BoundSql sql, SqlRows<List<Object>> rows, @Nullable BoundSql count,
			OperationDispatcher dispatcher);

}
