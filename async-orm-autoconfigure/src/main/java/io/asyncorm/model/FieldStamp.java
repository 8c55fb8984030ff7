package io.asyncorm.model;

/**
 * What the library itself writes to a field, in place of what it is given.
 *
 * @since 0.1.0
 */
public enum FieldStamp {

	/** Nothing: it holds what it is given. */
	NONE,
	/** When the row was inserted ({@link AutoNowAdd}). */
	INSERT_TIME,
	/** When the row was inserted or saved last ({@link AutoNow}). */
	SAVE_TIME,
	/** The number or time by which a change of the row is noticed ({@link Version}). */
	VERSION,
	/** Who has inserted the row ({@link CreatedBy}). */
	CREATED_BY,
	/** Who has inserted or saved the row last ({@link ModifiedBy}). */
	MODIFIED_BY;

	/** Whether it is the time of a write, and no version. */
	public boolean isTime() {
		return this == INSERT_TIME || this == SAVE_TIME;
	}

}
