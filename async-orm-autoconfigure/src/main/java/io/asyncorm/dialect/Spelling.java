package io.asyncorm.dialect;

import java.util.List;

import io.asyncorm.sql.SqlStatement;
import io.asyncorm.sql.SqlType;

/**
 * Where the databases' ways of writing part: all that a renderer has to ask.
 */
interface Spelling {

	/** A type as a cast names it. */
	String typeName(SqlType type);

	/** A value's question mark, with a cast where the database needs one. */
	String parameter(SqlType type, Place place);

	/**
	 * Whether a pattern is only ever held against text, so that other types need a cast.
	 */
	boolean castsLikeOperand();

	/** A write whose stored rows come back. */
	void returning(SqlText out, List<String> columns, Runnable write);

	/**
	 * The one statement that finds or inserts.
	 * @throws IllegalArgumentException if there is no such statement
	 */
	void upsert(SqlText out, SqlStatement.Upsert upsert, WriteRenderer writes);

	/** What is known of a value's type from where it stands. */
	enum Place {

		/** The neighbour tells: a column that it is compared with, or stored in. */
		INFERRED,
		/**
		 * The neighbour may be of another type: arithmetic, an argument of a function.
		 */
		OPERAND,
		/** Nothing: a result column, a branch of CASE. */
		OUTPUT

	}

}
