package io.asyncorm.repository;

import java.util.List;
import java.util.stream.Stream;

import io.asyncorm.expression.QuotedSql;
import io.asyncorm.plan.SqlWords;
import io.asyncorm.resolution.NamedSql;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a {@code @Query}. Immutable.
 *
 * @param rows what is read or changed
 * @param count what counts the rows that are read; null if nothing of its own does
 */
record QuerySql(NamedSql rows, @Nullable NamedSql count) {

	/** What a query begins with, of which a part can be read. */
	private static final List<String> QUERIES = List.of("select", "with", "values", "table");

	/** What no limit can stand behind. */
	private static final List<String> ENDS = List.of("limit", "offset", "fetch", "for");

	/**
	 * Reads them; what is wrong with them is noted at the method.
	 * @param paging what of the rows is asked for; null if all are
	 * @throws IllegalArgumentException if one cannot be read
	 */
	static QuerySql of(DeclaredMethod method, Query query, @Nullable SqlPaging paging) {
		NamedSql rows = NamedSql.parse(query.value());
		if (rows.words().isEmpty() && rows.text().isBlank()) {
			method.fault("its @Query is empty; write a statement");
		}
		return new QuerySql((paging != null) ? part(method, rows) : rows,
				query.countQuery().isEmpty() ? null : count(method, query.countQuery(), paging));
	}

	/** Both, or the one that there is. */
	List<NamedSql> all() {
		return Stream.concat(Stream.of(this.rows), Stream.ofNullable(this.count)).toList();
	}

	private static NamedSql count(DeclaredMethod method, String text, @Nullable SqlPaging paging) {
		NamedSql count = NamedSql.parse(text);
		if (paging == null || !paging.isCounted()) {
			method.fault("its countQuery counts the rows of a Page, and it gives none; remove it");
		}
		else if (!count.givesRows()) {
			method.fault("its countQuery gives no number; write 'select count(*) from ...'");
		}
		return count;
	}

	/** A query that something can be put around or behind. */
	private static NamedSql part(DeclaredMethod method, NamedSql sql) {
		String text = QuotedSql.withoutEnd(sql.text());
		boolean query = text.stripLeading().startsWith("(")
				|| !sql.words().isEmpty() && QUERIES.contains(sql.words().get(0));
		if (!query || SqlWords.areWriting(text)) {
			method.fault("its @Query is no select, and only of rows that are read a part can be asked for; remove the"
					+ " parameter of Spring Data");
		}
		else if (!QuotedSql.isOneStatement(sql.text())) {
			method.fault("its @Query holds several statements, and only of the rows of one a part can be asked for");
		}
		List<String> end = sql.words().subList(sql.words().lastIndexOf("from") + 1, sql.words().size());
		end.stream()
			.filter(ENDS::contains)
			.findFirst()
			.ifPresent((word) -> method.fault("its @Query has '" + word
					+ "' itself, where that of the parameter of Spring Data is to stand; leave it out, or put all into"
					+ " parentheses: select * from (...) as part"));
		return new NamedSql(text, sql.names(), sql.listed(), sql.words());
	}

}
