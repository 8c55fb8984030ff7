package io.asyncorm.type;

import java.time.Duration;

/**
 * Spells lengths of time as databases store them.
 *
 * @since 0.1.0
 */
public final class Durations {

	private Durations() {
	}

	/**
	 * The text of a length of time with its days, of 24 hours each, so that the database
	 * can take them apart as Django's can: ISO's form of Java has none.
	 */
	public static String inDays(Duration duration) {
		long days = duration.toDays();
		String rest = duration.minusDays(days).toString();
		return (days != 0) ? "P" + days + "D" + rest.substring(1) : rest;
	}

}
