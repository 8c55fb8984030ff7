package io.asyncorm.dialect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * A query of a catalog for what has one of several names. A catalog that is read from
 * several of its tables may need the names for each of them, or it reads all of the
 * others.
 *
 * @param sql the SQL, with a question mark for each parameter
 * @param parameters names in small letters
 * @since 0.1.0
 */
public record CatalogQuery(String sql, List<String> parameters) {

	private static final String NAMES = "{names}";

	public CatalogQuery {
		parameters = List.copyOf(parameters);
	}

	/**
	 * A query for some names.
	 * @param sql the SQL, in which <code>{names}</code> stands for them wherever they are
	 * looked for
	 * @param names the names in small letters; at least one
	 */
	static CatalogQuery of(String sql, Collection<String> names) {
		List<String> parameters = new ArrayList<>();
		for (int at = sql.indexOf(NAMES); at >= 0; at = sql.indexOf(NAMES, at + 1)) {
			parameters.addAll(names);
		}
		String marks = String.join(", ", Collections.nCopies(names.size(), "?"));
		return new CatalogQuery(sql.replace(NAMES, marks), parameters);
	}

}
