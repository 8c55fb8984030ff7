package io.asyncorm.jdbc;

import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * Writes the values of a list as a JSON array, for databases that have no arrays: numbers
 * and booleans as they are, bytes in hexadecimal digits, everything else as text.
 */
final class JsonArrays {

	private JsonArrays() {
	}

	static String toText(@Nullable Object[] elements) {
		StringBuilder json = new StringBuilder("[");
		for (int i = 0; i < elements.length; i++) {
			append((i > 0) ? json.append(',') : json, elements[i]);
		}
		return json.append(']').toString();
	}

	private static void append(StringBuilder json, @Nullable Object element) {
		switch (element) {
			case null -> json.append("null");
			case Number number -> json.append(number);
			case Boolean truth -> json.append(truth);
			case byte[] bytes -> quote(json, HexFormat.of().formatHex(bytes));
			default -> quote(json, element.toString());
		}
	}

	private static void quote(StringBuilder json, String text) {
		json.append('"');
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character == '"' || character == '\\') {
				json.append('\\').append(character);
			}
			else if (character < ' ') {
				json.append(String.format("\\u%04x", (int) character));
			}
			else {
				json.append(character);
			}
		}
		json.append('"');
	}

}
