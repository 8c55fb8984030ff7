package io.asyncorm.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import io.asyncorm.assembly.RelatedModels;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.AttributeConverter;
import io.asyncorm.model.DefinitionException;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.queryset.QuerySets;
import io.asyncorm.repository.RepositoryDefinitionException;
import io.asyncorm.repository.RepositoryProxyFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Checks the repositories of an application that cannot start anyway, so that all faults
 * are told together.
 */
final class RepositoryFaults {

	private RepositoryFaults() {
	}

	/**
	 * What is wrong with repositories.
	 * @param dataSource the name of their data source; null for the primary one
	 */
	static List<RepositoryDefinitionException> find(@Nullable String dataSource, ConfigurableListableBeanFactory beans,
			RepositoryProxyFactory proxies, Predicate<Class<?>> which) {
		List<RepositoryDefinitionException> faults = new ArrayList<>();
		for (Class<?> repository : RepositoryDefinitions.of(dataSource, beans)) {
			if (which.test(repository)) {
				try {
					proxies.create(repository);
				}
				catch (RepositoryDefinitionException ex) {
					faults.add(ex);
				}
			}
		}
		return faults;
	}

	/** What is wrong with the repositories over some models, while others have faults. */
	static List<RepositoryDefinitionException> findOver(Set<Class<?>> models,
			Collection<? extends AttributeConverter<?, ?>> converters, ConfigurableListableBeanFactory beans,
			ObjectProvider<LookupRegistry> lookups) {
		try {
			QuerySets querySets = new QuerySets(ModelRegistry.of(models, converters), lookups.getObject(),
					new NothingRuns());
			return find(null, beans, new RepositoryProxyFactory(querySets),
					(repository) -> models.contains(RelatedModels.ofRepository(repository)));
		}
		catch (DefinitionException | BeansException ex) {
			// has a report of its own, once the faults that are known are corrected
			return List.of();
		}
	}

	/** For repositories that are checked, and not used. */
	private static final class NothingRuns implements OperationDispatcher {

		@Override
		public <R> CompletableFuture<R> dispatch(Operation<R> operation) {
			throw new IllegalStateException("'" + operation.name() + "' cannot run: the models have faults");
		}

	}

}
