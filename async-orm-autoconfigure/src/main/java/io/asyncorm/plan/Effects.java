package io.asyncorm.plan;

/**
 * What operations do to the database besides reading.
 *
 * @since 0.1.0
 */
public final class Effects {

	private Effects() {
	}

	/** Whether data may be to blame that the operation was to store. */
	public static boolean writes(Operation<?> operation) {
		return switch (operation) {
			case Operation.Create<?> create -> true;
			case Operation.Save<?> save -> true;
			case Operation.Upsert<?, ?> upsert -> true;
			case Operation.BulkCreate<?> create -> true;
			case Operation.BulkUpdate update -> true;
			case Operation.UpdateAll update -> true;
			case Operation.DeleteAll delete -> true;
			case Operation.DeleteVersion delete -> true;
			case Operation.ChangeRelated<?> change -> true;
			case Operation.WriteMerged<?> writes -> true;
			case Operation.Sql<?> sql -> sql.rows() instanceof SqlRows.Changed<?> || SqlWords.areWriting(sql.sql());
			case Operation.Read<?, ?> read -> false;
			case Operation.Complete<?> complete -> false;
			case Operation.Count count -> false;
			case Operation.Exists exists -> false;
			case Operation.Aggregate<?> aggregate -> false;
			case Operation.Explain explain -> false;
			case Operation.Describe describe -> false;
		};
	}

	/**
	 * Whether only a server that takes writes can do the operation: it writes, or locks,
	 * or is asked for the plan of what does.
	 */
	public static boolean needPrimary(Operation<?> operation) {
		return switch (operation) {
			case Operation.Queried<?> queried -> queried.state().lock() != null;
			case Operation.Aggregate<?> aggregate -> aggregate.state().lock() != null;
			case Operation.Explain explain -> needPrimary(explain.explained());
			case Operation.Sql<?> sql -> writes(sql) || SqlWords.areLocking(sql.sql());
			default -> writes(operation);
		};
	}

}
