package io.asyncorm.model;

/**
 * What a delete does with the rows that refer to the deleted one, as Django's
 * {@code on_delete}. Carried out by this library, not by the database.
 *
 * @since 0.1.0
 */
public enum OnDelete {

	/** They are deleted too. */
	CASCADE,

	/** The delete is refused. */
	PROTECT,

	/**
	 * The delete is refused, unless the same operation deletes them too, by way of
	 * another relation.
	 */
	RESTRICT,

	/** Their foreign key is set to null. */
	SET_NULL,

	/** Their foreign key is set to its default. */
	SET_DEFAULT,

	/** Nothing is done about them: the database may object. */
	DO_NOTHING

}
