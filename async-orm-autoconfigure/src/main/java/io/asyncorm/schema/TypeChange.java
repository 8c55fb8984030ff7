package io.asyncorm.schema;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.asyncorm.model.TypeAdvice;

/**
 * A change of a column's type, in the words of PostgreSQL: how its values are converted
 * there, and what that costs.
 *
 * @param from the type that the column is of
 * @param to the type that it gets
 */
record TypeChange(String from, String to) {

	/** A name, its limits, and the rest of a name such as that of times. */
	private static final Pattern TYPE = Pattern.compile("([^(]*)(?:\\((\\d+)(?:,(-?\\d+))?\\))?(.*)");

	private static final String ARRAY = "[]";

	private static final List<String> INTEGERS = List.of("smallint", "integer", "bigint");

	/** How many digits each of these can have. */
	private static final Map<String, Integer> DIGITS = Map.of("smallint", 5, "integer", 10, "bigint", 19);

	/** How many digits each of these keeps. */
	private static final Map<String, Integer> EXACT_DIGITS = Map.of("real", 6, "double precision", 15);

	private static final String LOCAL = "timestamp without time zone";

	private static final String POINT = "timestamp with time zone";

	private static final Map<String, String> ENDS = Map.of("int4range", "integer", "int8range", "bigint", "numrange",
			"numeric", "daterange", "date", "tsrange", LOCAL, "tstzrange", POINT);

	private static final String REFUSED = "the database refuses that where a value is none of the new type";

	private static final String ZONE = "values are converted by the time zone of the session";

	private static final String EMPTIED = ", and ranges within one day become empty";

	private static final String DIGITS_LOST = "digits that do not fit are lost";

	private static final String ROUNDED = "fractions are rounded";

	private static final String OUT_OF_RANGE = "the database refuses that where a number is out of range";

	/** What follows the new type, if the database does not convert values by itself. */
	String using(String column, String declared) {
		String to = base(this.to);
		if (isText(to) || to.endsWith(ARRAY) && isText(element(to)) && this.from.endsWith(ARRAY)) {
			// An assignment refuses what is too long, where a cast would cut it off
			return "";
		}
		boolean direct = this.from.endsWith(ARRAY) == this.to.endsWith(ARRAY)
				&& isDirect(base(element(this.from)), base(element(this.to)));
		return " using " + column + (direct ? "" : "::text") + "::" + declared;
	}

	private static boolean isDirect(String from, String to) {
		boolean numbers = isNumber(from) && isNumber(to);
		boolean times = isTime(from) && (isTime(to) || to.startsWith("time ") && !from.equals("date"));
		boolean truth = from.equals("boolean") && to.equals("integer")
				|| from.equals("integer") && to.equals("boolean");
		return numbers || times || truth || isText(from) || isOfTexts(from, to);
	}

	/** Whether it is a document of what holds texts by text. */
	private static boolean isOfTexts(String from, String to) {
		return TypeAdvice.isLeftOut(from) && (to.equals("jsonb") || to.equals("json"));
	}

	/** Whether values are of the same kind and fit, if they are limited before. */
	boolean isOfSameKind() {
		boolean texts = isText(base(this.from)) && isText(base(this.to));
		return (texts || base(this.from).equals(base(this.to)))
				&& (limit(this.to) < 0 || limit(this.from) <= limit(this.to));
	}

	/** Whether whole numbers become ones that can be larger. */
	boolean isWider() {
		return INTEGERS.contains(this.from) && INTEGERS.indexOf(this.to) > INTEGERS.indexOf(this.from);
	}

	/** What is lost, or may be refused; empty if every value stays what it is. */
	String warning() {
		if (isText(base(this.to))) {
			return ofText();
		}
		if (this.from.endsWith(ARRAY) || this.to.endsWith(ARRAY)) {
			return (this.from.endsWith(ARRAY) && this.to.endsWith(ARRAY))
					? new TypeChange(element(this.from), element(this.to)).warning() : REFUSED;
		}
		String from = base(this.from);
		String to = base(this.to);
		if (ENDS.containsKey(from) && ENDS.containsKey(to) && (from.equals(to) || !from.equals("numrange"))) {
			String warning = new TypeChange(String.valueOf(ENDS.get(from)), String.valueOf(ENDS.get(to))).warning();
			return (to.equals("daterange") && !from.equals(to)) ? warning + EMPTIED : warning;
		}
		if (isNumber(from) && isNumber(to)) {
			return ofNumbers(from, to);
		}
		if (isTime(from) && (isTime(to) || to.startsWith("time ") && !from.equals("date"))) {
			return ofTimes(from, to);
		}
		if (from.equals(to)) {
			return (limit(this.to) < 0 || limit(this.from) >= 0 && limit(this.from) <= limit(this.to)) ? "" : ROUNDED;
		}
		if (from.equals("boolean") && to.equals("integer") || from.equals("jsonb") && to.equals("json")
				|| isOfTexts(from, to)) {
			return "";
		}
		if (from.equals("integer") && to.equals("boolean")) {
			return "every number but 0 is true";
		}
		return (from.equals("json") && to.equals("jsonb"))
				? "the order of keys, and keys that are there twice, are lost" : REFUSED;
	}

	private String ofText() {
		int limit = limit(this.to);
		return (limit < 0 || isText(base(this.from)) && limit(this.from) >= 0 && limit(this.from) <= limit) ? ""
				: "the database refuses that where a text is longer than " + limit;
	}

	private String ofNumbers(String from, String to) {
		int size = INTEGERS.indexOf(from);
		Integer exact = EXACT_DIGITS.get(to);
		if (exact != null) {
			boolean all = DIGITS.containsKey(from) && DIGITS.get(from) <= exact
					|| from.equals("real") && to.equals("double precision") || from.equals(to);
			return all ? "" : DIGITS_LOST;
		}
		if (INTEGERS.contains(to)) {
			return (size < 0) ? ROUNDED + ", and " + OUT_OF_RANGE : (size <= INTEGERS.indexOf(to)) ? "" : OUT_OF_RANGE;
		}
		return ofDecimal(from);
	}

	private String ofDecimal(String from) {
		if (EXACT_DIGITS.containsKey(from)) {
			return DIGITS_LOST + ((limit(this.to) < 0) ? "" : ", and " + OUT_OF_RANGE);
		}
		if (limit(this.to) < 0) {
			return "";
		}
		Integer digits = DIGITS.get(from);
		boolean unlimited = digits == null && limit(this.from) < 0;
		boolean fractions = unlimited || digits == null && scale(this.from) > scale(this.to);
		boolean size = unlimited
				|| ((digits != null) ? digits : limit(this.from) - scale(this.from)) > limit(this.to) - scale(this.to);
		return (fractions ? ROUNDED : "") + ((fractions && size) ? ", and " : "") + (size ? OUT_OF_RANGE : "");
	}

	private String ofTimes(String from, String to) {
		boolean zone = (from.equals(POINT) || to.equals(POINT)) && !from.equals(to);
		String lost = to.equals("date") ? "times of day are lost"
				: to.startsWith("time ") ? "days are lost" : (limit(this.to) >= 0 && !from.equals("date")
						&& (limit(this.from) < 0 || limit(this.from) > limit(this.to))) ? ROUNDED : "";
		return lost + ((zone && !lost.isEmpty()) ? ", and " : "") + (zone ? ZONE : "");
	}

	/** Whether a type is one of texts, whatever limits it has. */
	static boolean holdsTexts(String type) {
		return isText(base(type));
	}

	private static boolean isText(String base) {
		return base.equals("text") || base.equals("character varying") || base.equals("character");
	}

	private static boolean isNumber(String base) {
		return base.equals("numeric") || INTEGERS.contains(base) || EXACT_DIGITS.containsKey(base);
	}

	private static boolean isTime(String base) {
		return base.equals("date") || base.equals(LOCAL) || base.equals(POINT);
	}

	private static String element(String type) {
		return type.endsWith(ARRAY) ? type.substring(0, type.length() - ARRAY.length()) : type;
	}

	private static String base(String type) {
		Matcher parts = match(type);
		return parts.group(1) + parts.group(4);
	}

	/** The length or precision; -1 if there is none. */
	private static int limit(String type) {
		String limit = match(type).group(2);
		return (limit != null) ? Integer.parseInt(limit) : -1;
	}

	private static int scale(String type) {
		String scale = match(type).group(3);
		return (scale != null) ? Integer.parseInt(scale) : 0;
	}

	private static Matcher match(String type) {
		Matcher matcher = TYPE.matcher(type);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("No type: " + type);
		}
		return matcher;
	}

}
