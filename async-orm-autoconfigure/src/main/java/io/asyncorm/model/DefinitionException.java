package io.asyncorm.model;

import java.util.List;

/**
 * Thrown at startup for declarations of the application that cannot work: models, lookups
 * and functions, or a repository. Reports every fault of them at once.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public abstract class DefinitionException extends IllegalStateException {

	private final List<String> faults;

	/**
	 * @param where what the faults are in, such as "the models"
	 */
	protected DefinitionException(String where, List<String> faults) {
		super(((faults.size() == 1) ? "A fault" : faults.size() + " faults") + " in " + where + ":\n- "
				+ String.join("\n- ", faults));
		this.faults = List.copyOf(faults);
	}

	/** Each fault in one line: where it is, what is wrong and what to do. */
	public List<String> faults() {
		return this.faults;
	}

}
