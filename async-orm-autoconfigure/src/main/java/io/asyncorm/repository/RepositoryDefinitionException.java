package io.asyncorm.repository;

import java.util.List;

/**
 * A repository that cannot work as it is declared: one report of every fault of the
 * interface.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class RepositoryDefinitionException extends IllegalStateException {

	private final Class<?> repositoryInterface;

	private final List<String> faults;

	public RepositoryDefinitionException(Class<?> repositoryInterface, List<String> faults) {
		super(message(repositoryInterface, faults));
		this.repositoryInterface = repositoryInterface;
		this.faults = List.copyOf(faults);
	}

	/** The interface. */
	public Class<?> repositoryInterface() {
		return this.repositoryInterface;
	}

	/** A line for each method: where it is, what is wrong and what to do. */
	public List<String> faults() {
		return this.faults;
	}

	private static String message(Class<?> repositoryInterface, List<String> faults) {
		String count = (faults.size() == 1) ? "A fault" : faults.size() + " faults";
		return count + " in the repository '" + repositoryInterface.getName() + "':\n- " + String.join("\n- ", faults);
	}

}
