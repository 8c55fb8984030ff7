package io.asyncorm.lookup;

import java.util.List;

/**
 * Thrown at startup for lookups or functions of the application that cannot work as they
 * are declared. Reports every fault of all of them.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class LookupDefinitionException extends IllegalStateException {

	private final List<String> faults;

	public LookupDefinitionException(List<String> faults) {
		super(message(faults));
		this.faults = List.copyOf(faults);
	}

	/** Each fault in one line: where it is, what is wrong and what to do. */
	public List<String> faults() {
		return this.faults;
	}

	private static String message(List<String> faults) {
		String count = (faults.size() == 1) ? "A fault" : faults.size() + " faults";
		return count + " in the lookups and functions:\n- " + String.join("\n- ", faults);
	}

}
