package io.asyncorm.dialect;

/**
 * How characters of a text are written that cannot stand in it as they are.
 *
 * @since 0.1.0
 */
public enum TextEscape {

	/** As standard SQL has it, by their numbers, in names, too: {@code U&'\000A'}. */
	UNICODE,

	/** Behind a backslash, in texts alone. */
	BACKSLASH

}
