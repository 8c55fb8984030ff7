package io.asyncorm.repository;

import java.util.List;

import io.asyncorm.model.DefinitionException;

/**
 * A repository that cannot work as it is declared: one report of every fault of the
 * interface.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class RepositoryDefinitionException extends DefinitionException {

	private final Class<?> repositoryInterface;

	public RepositoryDefinitionException(Class<?> repositoryInterface, List<String> faults) {
		super("the repository '" + repositoryInterface.getName() + "'", faults);
		this.repositoryInterface = repositoryInterface;
	}

	/** The interface. */
	public Class<?> repositoryInterface() {
		return this.repositoryInterface;
	}

}
