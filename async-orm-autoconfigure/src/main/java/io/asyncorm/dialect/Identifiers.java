package io.asyncorm.dialect;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.regex.Pattern;

import org.springframework.util.Assert;

/**
 * Quotes identifiers and text constants so that nothing in them can be read as SQL.
 */
final class Identifiers {

	private static final Pattern FUNCTION = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?");

	private Identifiers() {
	}

	/** Quotes a name as the SQL standard does. */
	static String quote(String identifier) {
		Assert.hasLength(identifier, "A name in SQL must not be empty");
		Assert.isTrue(identifier.indexOf('\0') < 0, "A name in SQL must not hold a NUL character");
		return '"' + identifier.replace("\"", "\"\"") + '"';
	}

	/**
	 * The name of a function, which is not quoted since databases fold its case, and so
	 * must be a plain word, perhaps with a schema.
	 */
	static String function(String name) {
		Assert.isTrue(FUNCTION.matcher(name).matches(), () -> "'" + name + "' cannot be the name of a function:"
				+ " it must consist of letters, digits and underscores, perhaps with a schema before it");
		return name;
	}

	/** A text constant, as the SQL standard has it. */
	static String text(String value) {
		Assert.isTrue(value.indexOf('\0') < 0, "A text in SQL must not hold a NUL character");
		return "'" + value.replace("'", "''") + "'";
	}

	/**
	 * A text constant of PostgreSQL that means the same whatever
	 * standard_conforming_strings says.
	 */
	static String escapedText(String value) {
		String quoted = text(value);
		return (value.indexOf('\\') < 0) ? quoted : "E" + quoted.replace("\\", "\\\\");
	}

	/** A text in UTF-8, as a constant of bytes has it. */
	static String hexadecimal(String value) {
		return HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8));
	}

	/** A time zone as a text constant; only names that the JDK knows get through. */
	static String zone(String zone) {
		return text(ZoneId.of(zone).getId());
	}

}
