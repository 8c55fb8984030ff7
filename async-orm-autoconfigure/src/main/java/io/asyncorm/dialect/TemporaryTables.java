package io.asyncorm.dialect;

import java.util.List;

/**
 * How a database is asked, by tables that only one session sees, how it understands types
 * and expressions.
 *
 * @since 0.1.0
 */
public sealed interface TemporaryTables {

	/**
	 * The statement that lets a transaction make some although the session is read-only;
	 * empty if there is none.
	 */
	default String begin() {
		return "";
	}

	/** The words that make one, before its name. */
	String create();

	/**
	 * The words that take one away, before its name; empty where a transaction that is
	 * rolled back takes them away.
	 */
	String drop();

	/**
	 * A statement that fails where a default is no value of its column.
	 * @param table the name of one, quoted
	 */
	String insertDefaults(String table);

	/**
	 * Those that the catalog tells like other tables.
	 *
	 * @param begin as above
	 * @param create as above
	 * @param drop as above
	 * @param schema the query for their schema
	 * @param insert the words of that statement, before the name
	 */
	record Catalogued(String begin, String create, String drop, String schema,
			String insert) implements TemporaryTables {

		@Override
		public String insertDefaults(String table) {
			return this.insert + table + " default values";
		}

	}

	/** Those that are not in the catalog, but described one by one. */
	non-sealed interface Described extends TemporaryTables {

		/**
		 * The query that describes one, whose second column is a text.
		 * @param table its name, quoted
		 */
		String describe(String table);

		/** Reads such texts. */
		List<CatalogTable> read(List<String> descriptions);

	}

}
