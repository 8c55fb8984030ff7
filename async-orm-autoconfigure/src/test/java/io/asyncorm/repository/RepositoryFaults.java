package io.asyncorm.repository;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The faults of repositories over the models of the {@link Library}.
 */
final class RepositoryFaults {

	private RepositoryFaults() {
	}

	/** Each text stands in the report; lines are told apart by their beginnings. */
	static void assertFaults(Class<?> repository, String... expected) {
		RepositoryDefinitionException report = report(repository);
		assertThat(report.faults()).allSatisfy((fault) -> assertThat(fault).doesNotContain("\n"));
		assertThat(String.join("\n", report.faults())).contains(expected);
		long lines = List.of(expected).stream().filter((text) -> text.startsWith(repository.getSimpleName())).count();
		assertThat(report.faults()).hasSize((int) lines);
	}

	static void assertNoFaults(Class<?> repository) {
		assertThat(new RepositoryProxyFactory(Library.querySets(new RecordedOperations())).create(repository))
			.isNotNull();
	}

	static RepositoryDefinitionException report(Class<?> repository) {
		return catchReport(repository, Library.MODELS);
	}

	static RepositoryDefinitionException catchReport(Class<?> repository, List<Class<?>> models) {
		RepositoryProxyFactory factory = new RepositoryProxyFactory(
				Library.querySets(models, new RecordedOperations()));
		return catchThrowableOfType(RepositoryDefinitionException.class, () -> factory.create(repository));
	}

}
