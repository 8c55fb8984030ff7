package io.asyncorm.lookup;

import java.util.List;

import io.asyncorm.sql.JsonOperator;
import io.asyncorm.sql.SqlOperator;

/**
 * The lookups of this library, which have Django's names.
 *
 * @since 0.1.0
 */
public final class Lookups {

	static final List<Comparison> EACH_EQUAL = List.of(Comparison.EQUAL);

	/** Equal to a value; the lookup where none is named. */
	public static final Lookup EXACT = new ComparisonLookup("exact", Lookup.Nulls.MISSING, EACH_EQUAL);

	/** Greater than a value. */
	public static final Lookup GT = comparison("gt", Comparison.GREATER);

	/** Greater than a value, or equal. */
	public static final Lookup GTE = comparison("gte", Comparison.GREATER_OR_EQUAL);

	/** Less than a value. */
	public static final Lookup LT = comparison("lt", Comparison.LESS);

	/** Less than a value, or equal. */
	public static final Lookup LTE = comparison("lte", Comparison.LESS_OR_EQUAL);

	/** Equal to one of several values. */
	public static final Lookup IN = new InLookup(false);

	/** Equal to one of several values, or missing. */
	public static final Lookup IN_OR_MISSING = new InLookup(true);

	/** Between two values, both included. */
	public static final Lookup RANGE = new RangeLookup();

	/** Contained in a range: another range, or a single value. */
	private static final Lookup CONTAINS_IN_RANGE = range("contains", SqlOperator.CONTAINS);

	/** Missing; the answer that is wanted is part of the statement, not a bind. */
	public static final Lookup IS_NULL = new IsNullLookup();

	private Lookups() {
	}

	/** All lookups that users can name. */
	static List<Lookup> all() {
		return List.of(EXACT, GT, GTE, LT, LTE, IN, RANGE, IS_NULL,
				new TextLookup("iexact", Lookup.Nulls.MISSING, "", "", true),
				TextLookup.of("contains", "%", "%", false), TextLookup.of("icontains", "%", "%", true),
				TextLookup.of("startswith", "", "%", false), TextLookup.of("istartswith", "", "%", true),
				TextLookup.of("endswith", "%", "", false), TextLookup.of("iendswith", "%", "", true),
				new RegexLookup("regex", false), new RegexLookup("iregex", true),
				new JsonLookup("contains", JsonOperator.CONTAINS, false),
				new JsonLookup("contained_by", JsonOperator.CONTAINS, true),
				new JsonLookup("has_key", JsonOperator.HAS_KEY, false),
				new JsonLookup("has_any_keys", JsonOperator.HAS_ANY_KEY, false),
				new JsonLookup("has_keys", JsonOperator.HAS_ALL_KEYS, false), array("contains", SqlOperator.CONTAINS),
				array("contained_by", SqlOperator.CONTAINED_BY), array("overlap", SqlOperator.OVERLAPS),
				CONTAINS_IN_RANGE, range("contained_by", SqlOperator.CONTAINED_BY),
				range("overlap", SqlOperator.OVERLAPS), range("fully_lt", SqlOperator.BEFORE),
				range("fully_gt", SqlOperator.AFTER), range("not_lt", SqlOperator.NOT_BEFORE),
				range("not_gt", SqlOperator.NOT_AFTER), range("adjacent_to", SqlOperator.ADJACENT),
				new SearchLookup("search", Lookup.Fields.ALL), new SearchLookup("search", Lookup.Fields.VECTORS),
				new SearchLookup("exact", Lookup.Fields.VECTORS),
				new TrigramLookup("trigram_similar", SqlOperator.SIMILAR),
				new TrigramLookup("trigram_word_similar", SqlOperator.SIMILAR_WORDS));
	}

	/** Whether it compiles its values as regular expressions. */
	public static boolean isRegex(Lookup lookup) {
		return lookup instanceof RegexLookup;
	}

	/** Whether it takes single values in place of ranges. */
	public static boolean takesElements(Lookup lookup) {
		return lookup.equals(CONTAINS_IN_RANGE);
	}

	private static Lookup array(String name, SqlOperator operator) {
		return new OperatorLookup(name, Lookup.Fields.ARRAYS, operator);
	}

	private static Lookup range(String name, SqlOperator operator) {
		return new OperatorLookup(name, Lookup.Fields.RANGES, operator);
	}

	private static Lookup comparison(String name, Comparison comparison) {
		return ComparisonLookup.of(name, Lookup.Nulls.REFUSED, comparison);
	}

}
