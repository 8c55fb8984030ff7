package io.asyncorm.lookup;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlFunction;
import io.asyncorm.sql.SqlType;

/**
 * What full text searches are made of. Internal: it may change at any time.
 *
 * @since 0.1.0
 */
public sealed interface SearchPart extends DatabaseFunction {

	/** The type of searches, to which all of them are cast: by that they are known. */
	String QUERY = "tsquery";

	/** Whether it is the words of a text. */
	default boolean isVector() {
		return false;
	}

	@Override
	default String name() {
		return "search";
	}

	@Override
	default Class<?> type(List<Class<?>> arguments) {
		return String.class;
	}

	/** Whether an expression is a search, and no text that one is to be made of. */
	static boolean isQuery(SqlExpression expression) {
		return expression instanceof SqlExpression.CastToOwn cast && cast.type().equals(QUERY);
	}

	/**
	 * The words of texts, of which those that are missing count as empty.
	 * @param config the configuration; that of the database if empty
	 */
	static SqlExpression vector(String config, List<SqlExpression> texts) {
		List<SqlExpression> parts = new ArrayList<>();
		for (SqlExpression text : texts) {
			if (!parts.isEmpty()) {
				parts.add(new SqlExpression.Text(" "));
			}
			parts.add(new SqlExpression.Call("coalesce", List.of(text, new SqlExpression.Text(""))));
		}
		return call(SqlFunction.TO_SEARCH_VECTOR, config,
				(parts.size() == 1) ? parts.get(0) : new SqlExpression.Concatenation(parts));
	}

	private static SqlExpression call(SqlFunction function, String config, SqlExpression text) {
		return new SqlExpression.StandardCall(function, config.isEmpty() ? List.of(text)
				: List.of(new SqlExpression.CastToOwn(new SqlExpression.Text(config), "regconfig"), text));
	}

	private static SqlExpression text(Argument argument) {
		return (argument.type() == String.class) ? argument.sql()
				: new SqlExpression.Cast(argument.sql(), SqlType.TEXT);
	}

	private static List<SqlExpression> values(List<Argument> arguments) {
		return arguments.stream().map(Argument::sql).toList();
	}

	/**
	 * The words of texts.
	 *
	 * @param config the configuration; that of the database if empty
	 * @param weight A, B, C or D; none if empty
	 */
	record Vector(String config, String weight) implements SearchPart {

		@Override
		public boolean isVector() {
			return true;
		}

		@Override
		public SqlExpression toSql(List<Argument> arguments) {
			SqlExpression vector = vector(this.config, arguments.stream().map(SearchPart::text).toList());
			return this.weight.isEmpty() ? vector : new SqlExpression.StandardCall(SqlFunction.WEIGH_SEARCH_VECTOR,
					List.of(vector, new SqlExpression.Text(this.weight)));
		}

	}

	/** The words of two texts. */
	record Joined() implements SearchPart {

		@Override
		public boolean isVector() {
			return true;
		}

		@Override
		public SqlExpression toSql(List<Argument> arguments) {
			return new SqlExpression.StandardCall(SqlFunction.JOIN_SEARCH_VECTORS, values(arguments));
		}

	}

	/**
	 * A search that is made of a text.
	 *
	 * @param language in which language the text is
	 * @param config the configuration; that of the database if empty
	 */
	record Query(Language language, String config) implements SearchPart {

		@Override
		public SqlExpression toSql(List<Argument> arguments) {
			return new SqlExpression.CastToOwn(call(this.language.function, this.config, text(arguments.get(0))),
					QUERY);
		}

	}

	/** The languages of searches. */
	enum Language {

		/** Words. */
		PLAIN(SqlFunction.PLAIN_SEARCH),
		/** Words in an order. */
		PHRASE(SqlFunction.PHRASE_SEARCH),
		/** The database's own. */
		RAW(SqlFunction.RAW_SEARCH),
		/** That of web search engines. */
		WEB(SqlFunction.WEB_SEARCH);

		private final SqlFunction function;

		Language(SqlFunction function) {
			this.function = function;
		}

	}

	/** A search that is made of others. */
	record Combined(SqlFunction function) implements SearchPart {

		/** What both find. */
		public static final Combined BOTH = new Combined(SqlFunction.SEARCH_BOTH);

		/** What one of them finds. */
		public static final Combined EITHER = new Combined(SqlFunction.SEARCH_EITHER);

		/** What it does not find. */
		public static final Combined OTHERS = new Combined(SqlFunction.SEARCH_OTHERS);

		@Override
		public SqlExpression toSql(List<Argument> arguments) {
			return new SqlExpression.CastToOwn(new SqlExpression.StandardCall(this.function, values(arguments)), QUERY);
		}

	}

	/**
	 * How well the words of a text fit a search.
	 *
	 * @param byCover whether it counts how near to each other the words are
	 * @param weights what words of the weights D, C, B and A count; empty for the usual
	 * @param normalization what the length of the text counts, as the database's sum of
	 * flags
	 */
	record Rank(boolean byCover, List<Float> weights, int normalization) implements SearchPart {

		public Rank {
			weights = List.copyOf(weights);
		}

		@Override
		public Class<?> type(List<Class<?>> arguments) {
			return Float.class;
		}

		@Override
		public SqlExpression toSql(List<Argument> arguments) {
			List<SqlExpression> all = new ArrayList<>();
			if (!this.weights.isEmpty()) {
				all.add(new SqlExpression.CastToOwn(
						new SqlExpression.Text(
								this.weights.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"))),
						"real[]"));
			}
			all.addAll(values(arguments));
			all.add(new SqlExpression.Literal(this.normalization));
			return new SqlExpression.StandardCall(
					this.byCover ? SqlFunction.SEARCH_RANK_BY_COVER : SqlFunction.SEARCH_RANK, all);
		}

	}

	/**
	 * The parts of a text that fit a search.
	 *
	 * @param config the configuration; that of the database if empty
	 * @param options what the database is to do, by their names
	 */
	record Headline(String config, Map<String, String> options) implements SearchPart {

		public Headline {
			options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
		}

		@Override
		public SqlExpression toSql(List<Argument> arguments) {
			List<SqlExpression> all = new ArrayList<>();
			if (!this.config.isEmpty()) {
				all.add(new SqlExpression.CastToOwn(new SqlExpression.Text(this.config), "regconfig"));
			}
			all.add(text(arguments.get(0)));
			all.add(arguments.get(1).sql());
			if (!this.options.isEmpty()) {
				all.add(new SqlExpression.Text(this.options.entrySet()
					.stream()
					.map((option) -> option.getKey() + "=\"" + option.getValue().replace("\"", "\"\"") + "\"")
					.collect(Collectors.joining(", "))));
			}
			return new SqlExpression.StandardCall(SqlFunction.SEARCH_HEADLINE, all);
		}

	}

	/** How similar two texts are, by groups of three letters. */
	record Similarity(SqlFunction function) implements SearchPart {

		/** Of two texts. */
		public static final Similarity OF_TEXTS = new Similarity(SqlFunction.TRIGRAM_SIMILARITY);

		/** Of a text with the words of another one. */
		public static final Similarity OF_WORDS = new Similarity(SqlFunction.TRIGRAM_WORD_SIMILARITY);

		@Override
		public Class<?> type(List<Class<?>> arguments) {
			return Float.class;
		}

		@Override
		public SqlExpression toSql(List<Argument> arguments) {
			return new SqlExpression.StandardCall(this.function, arguments.stream().map(SearchPart::text).toList());
		}

	}

}
