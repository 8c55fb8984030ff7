package io.asyncorm.model;

/**
 * What a delete does with the rows that refer to the deleted one, as Django's
 * {@code on_delete}. Carried out by this library, and counted, except for those that are
 * left to the database.
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

	/**
	 * Their foreign key is set to the key that {@code setValue} or {@code setSupplier}
	 * gives, as Django's {@code SET()}.
	 */
	SET,

	/** Nothing is done about them: the database may object. */
	DO_NOTHING,

	/**
	 * The database deletes them too: ON DELETE CASCADE. It tells nobody, so that they are
	 * not counted, and what refers to them must be left to the database as well.
	 */
	DB_CASCADE,

	/** The database sets their foreign key to null: ON DELETE SET NULL. */
	DB_SET_NULL,

	/**
	 * The database sets their foreign key to the default of its column, which
	 * {@link DatabaseDefault} names: ON DELETE SET DEFAULT.
	 */
	DB_SET_DEFAULT;

	/** Whether the database carries it out. */
	public boolean isByDatabase() {
		return this == DB_CASCADE || this == DB_SET_NULL || this == DB_SET_DEFAULT;
	}

	/** Whether it changes the foreign key of rows that stay. */
	public boolean isChange() {
		return this == SET_NULL || this == SET_DEFAULT || this == SET || this == DB_SET_NULL || this == DB_SET_DEFAULT;
	}

}
