package io.asyncorm.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The columns of an imported file, in the order that its first line names them. A line is
 * a book: values may stand in double quotes, then with commas and doubled quotes in them,
 * but without line breaks, so that a quote too much spoils one line and not the rest of
 * the file. Immutable.
 */
class ImportFormat {

	private static final List<String> COLUMNS = List.of("title", "author", "year", "language", "pages", "tags");

	private final List<String> header;

	private ImportFormat(List<String> header) {
		this.header = header;
	}

	/** Reads the first line. */
	static ImportFormat of(String line) throws ImportLineException {
		List<String> names = split(line);
		List<String> missing = new ArrayList<>(COLUMNS);
		missing.removeAll(names);
		if (!missing.isEmpty() || names.size() != COLUMNS.size()) {
			throw new ImportLineException("the first line must name the columns " + String.join(",", COLUMNS)
					+ ", in any order"
					+ (missing.isEmpty() ? ", each of them once" : ", but lacks " + String.join(", ", missing)));
		}
		return new ImportFormat(names);
	}

	/**
	 * Reads any other line.
	 * @throws ImportLineException with all that is wrong with it
	 */
	ImportLine parse(long number, String text) throws ImportLineException {
		List<String> values = split(text);
		if (values.size() != COLUMNS.size()) {
			throw new ImportLineException(values.size() + " columns instead of " + COLUMNS.size());
		}
		List<String> faults = new ArrayList<>();
		ImportLine line = new ImportLine(number, text("title", values, faults), text("author", values, faults),
				number("year", values, faults), text("language", values, faults), number("pages", values, faults),
				tags(values));
		if (!faults.isEmpty()) {
			throw new ImportLineException(String.join("; ", faults));
		}
		return line;
	}

	private String value(String column, List<String> values) {
		return values.get(this.header.indexOf(column));
	}

	private String text(String column, List<String> values, List<String> faults) {
		String text = value(column, values);
		if (text.isEmpty()) {
			faults.add("no " + column);
		}
		return text;
	}

	private int number(String column, List<String> values, List<String> faults) {
		String text = value(column, values);
		try {
			return Integer.parseInt(text);
		}
		catch (NumberFormatException ex) {
			faults.add("the " + column + " '" + text + "' is no whole number"
					+ (text.matches("[+-]?[0-9]+") ? " in range" : ""));
			return 0;
		}
	}

	private List<String> tags(List<String> values) {
		return Arrays.stream(value("tags", values).split(";"))
			.map(String::strip)
			.filter((tag) -> !tag.isEmpty())
			.distinct()
			.toList();
	}

	/** The values of a line, without blanks around them. */
	private static List<String> split(String line) throws ImportLineException {
		List<String> values = new ArrayList<>(COLUMNS.size());
		int begin = 0;
		while (begin <= line.length()) {
			int end = quoted(line, begin) ? endOfQuoted(line, begin) : endOfPlain(line, begin);
			String value = line.substring(begin, end);
			values.add((quoted(line, begin) ? value.substring(1, value.length() - 1).replace("\"\"", "\"") : value)
				.strip());
			begin = end + 1;
		}
		return values;
	}

	private static boolean quoted(String line, int begin) {
		return line.startsWith("\"", begin);
	}

	private static int endOfPlain(String line, int begin) throws ImportLineException {
		int comma = line.indexOf(',', begin);
		int end = (comma != -1) ? comma : line.length();
		if (line.substring(begin, end).indexOf('"') != -1) {
			throw new ImportLineException("a quote within a value that does not stand in quotes");
		}
		return end;
	}

	private static int endOfQuoted(String line, int begin) throws ImportLineException {
		int quote = line.indexOf('"', begin + 1);
		while (quote != -1 && quoted(line, quote + 1)) {
			quote = line.indexOf('"', quote + 2);
		}
		if (quote == -1) {
			throw new ImportLineException("a quote that is not closed within the line");
		}
		if (quote + 1 < line.length() && line.charAt(quote + 1) != ',') {
			throw new ImportLineException("text behind a closing quote");
		}
		return quote + 1;
	}

}
