package io.asyncorm.sample;

import java.util.List;

/**
 * A book as a line of an imported file says it.
 */
record ImportLine(long number, String title, String author, int year, String language, int pages, List<String> tags) {

	Refusal refuse(String reason) {
		return new Refusal(this.number, reason);
	}

	/** A line that is not stored, and why. */
	record Refusal(long line, String reason) {

	}

}
