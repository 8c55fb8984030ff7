package io.asyncorm.sql;

/**
 * Functions that are only computed over a window, whose names are the same everywhere.
 *
 * @since 0.1.0
 */
public enum WindowFunction {

	/** Number of the row. */
	ROW_NUMBER(true),

	/** Number of the first row that is equal in order. */
	RANK(true),

	/** Rank without gaps. */
	DENSE_RANK(true),

	/** Rank, from 0 to 1. */
	PERCENT_RANK(true),

	/** How much of the rows is up to here. */
	CUME_DIST(true),

	/** Number of the part, where the rows are cut into so many. */
	NTILE(true),

	/** Value of a row before. */
	LAG(true),

	/** Value of a row behind. */
	LEAD(true),

	/** Value of the first row of the frame. */
	FIRST_VALUE(false),

	/** Value of the last row of the frame. */
	LAST_VALUE(false),

	/** Value of a row of the frame by its number. */
	NTH_VALUE(false);

	private final boolean ofPlace;

	WindowFunction(boolean ofPlace) {
		this.ofPlace = ofPlace;
	}

	/** Whether it is of a row's place among all, whatever the frame. */
	public boolean isOfPlace() {
		return this.ofPlace;
	}

}
