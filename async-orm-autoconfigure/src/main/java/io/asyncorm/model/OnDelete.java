package io.asyncorm.model;

/**
 * What happens to rows that point to a row which is deleted. The rules are Django's, and
 * are carried out by this library, not by the database.
 *
 * @since 0.1.0
 */
public enum OnDelete {

	/** They are deleted too. */
	CASCADE,

	/** The delete is refused. */
	PROTECT,

	/**
	 * The delete is refused, unless they are deleted by the same operation on another
	 * way.
	 */
	RESTRICT,

	/** Their foreign key is set to null. */
	SET_NULL,

	/** Their foreign key is set to its default. */
	SET_DEFAULT,

	/** Nothing is done about them: the database may object. */
	DO_NOTHING

}
