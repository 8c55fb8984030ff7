package io.asyncorm.mapping;

import java.math.BigDecimal;

/**
 * Reads an amount of money as PostgreSQL writes it, in the way of the language that
 * {@code lc_monetary} names: {@code -$1,234.50} or {@code 1.234,50 €}.
 */
final class AmountText {

	/** Digits between two separators. */
	private static final int GROUP = 3;

	private AmountText() {
	}

	/**
	 * @throws NumberFormatException if there is no number in it
	 */
	static BigDecimal parse(String text) {
		int start = 0;
		while (start < text.length() && !isDigit(text.charAt(start))) {
			start++;
		}
		int end = text.length();
		while (end > start && !isDigit(text.charAt(end - 1))) {
			end--;
		}
		int point = point(text, start, end);
		StringBuilder number = new StringBuilder(text.length());
		String around = text.substring(0, start) + text.substring(end);
		if (around.indexOf('-') >= 0 || around.indexOf('(') >= 0) {
			number.append('-');
		}
		for (int i = start; i < end; i++) {
			if (i == point) {
				number.append('.');
			}
			else if (isDigit(text.charAt(i))) {
				number.append(text.charAt(i));
			}
		}
		return new BigDecimal(number.toString());
	}

	/**
	 * Where the decimal point is, whatever character it is; -1 if there is none. What
	 * stands there alone before three digits separates thousands.
	 */
	private static int point(String text, int start, int end) {
		int last = end - 1;
		while (last >= start && isDigit(text.charAt(last))) {
			last--;
		}
		if (last < start) {
			return -1;
		}
		boolean repeated = text.indexOf(text.charAt(last), start) < last;
		boolean alone = text.substring(start, last).chars().allMatch((letter) -> isDigit((char) letter));
		boolean thousands = alone && end - last - 1 == GROUP && text.charAt(start) != '0';
		return (repeated || thousands) ? -1 : last;
	}

	private static boolean isDigit(char character) {
		return character >= '0' && character <= '9';
	}

}
