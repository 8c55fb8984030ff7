package io.asyncorm.dialect;

import org.jspecify.annotations.Nullable;

/**
 * Makes tables on Citus, which spreads them over its nodes: by the hash of a column, or
 * as a whole on each node.
 */
record CitusTables() implements TableSpelling {

	@Override
	public boolean hashPartitions() {
		return false;
	}

	@Override
	public String distribution(String table, @Nullable String column) {
		String name = Identifiers.escapedText(table);
		return (column != null)
				? "select create_distributed_table(" + name + ", " + Identifiers.escapedText(column) + ")"
				: "select create_reference_table(" + name + ")";
	}

}
