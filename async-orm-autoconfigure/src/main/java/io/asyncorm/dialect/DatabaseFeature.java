package io.asyncorm.dialect;

/**
 * What not every database can do. Which one cannot do what, its {@link Spelling} says.
 */
enum DatabaseFeature {

	/** Text turned round. */
	REVERSE("function that turns a text round"),
	/** The text that stands in a JSON document. */
	JSON_TEXT("operator for the text at a path of a JSON document"),
	/** Containment of JSON documents, and their keys. */
	JSON_OPERATORS("operators for the containment and the keys of JSON documents");

	private final String description;

	DatabaseFeature(String description) {
		this.description = description;
	}

	/** What it is, to follow "has no". */
	String description() {
		return this.description;
	}

}
